package dev.cairn.model;

import java.time.Instant;

/**
 * A workspace as stored.
 *
 * @param deleting true from the moment its deletion was asked for until everything in it is gone; such a workspace
 *     answers every read and write with {@code NotFound} (clause WS-3)
 */
public record Workspace(WorkspaceId id, Instant createdAt, boolean deleting) {}
