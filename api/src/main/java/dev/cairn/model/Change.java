package dev.cairn.model;

/**
 * One line of the change feed: that something changed, not what it is now (clause FEED-1).
 *
 * @param revision of the transaction; all its changes share it
 * @param rootId the execution that the entity belongs to; for an execution its own id
 * @param id of the entity within its kind and root: the execution's or artifact's id, the step's index, for a log the
 *     execution's id
 * @param version of the entity after the change; for a log its last sequence, for a deletion the last version it had
 */
public record Change(long revision, EntityKind kind, String rootId, String id, ChangeOp op, long version) {}
