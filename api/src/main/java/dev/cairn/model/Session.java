package dev.cairn.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation or piece of work of an agent, without its events.
 *
 * @param app the application that it belongs to
 * @param user on whose behalf it runs
 * @param updatedAt when this record changed last; events do not move it
 * @param version 1 on creation, one more with every stored change of this record
 */
public record Session(
        String id,
        String app,
        String user,
        @Nullable String project,
        SessionStatus status,
        JsonObject metadata,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant terminatedAt,
        @Nullable Instant archivedAt,
        long version) {}
