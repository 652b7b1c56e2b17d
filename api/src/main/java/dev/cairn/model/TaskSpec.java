package dev.cairn.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a task was asked to be. Never changed.
 *
 * @param type what kind of work it is; workers may claim by it
 * @param source who asked for it, such as {@code human} or {@code agent:planner}
 * @param key makes asking again harmless: unique in its workspace (clause TASK-3)
 * @param session the id of a session, which may be gone
 * @param parent the id of the task that it is part of, which may be gone
 * @param priority 0 to 9, higher first
 * @param maxAttempts how often it is tried before it has failed for good; 1 or more
 * @param backoff how long after its first failure it is tried again; twice as long after each further one
 * @param notBefore not claimed before; null: at once
 * @param deadline failed when it is not finished by then; null: never
 */
public record TaskSpec(
        String type,
        String source,
        @Nullable String key,
        @Nullable String session,
        @Nullable String parent,
        int priority,
        JsonObject input,
        int maxAttempts,
        Duration backoff,
        @Nullable Instant notBefore,
        @Nullable Instant deadline,
        Instant createdAt) {}
