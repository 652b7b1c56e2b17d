package dev.cairn.model;

/**
 * One line of the change feed: that something changed, not what it is now (clause FEED-1).
 *
 * @param revision of the transaction; all its changes share it
 * @param rootId the execution or session that the entity belongs to; its own id for these two; for a value of state its
 *     {@link StateOwner#key}; for the audit {@code chain}
 * @param id of the entity within its kind and root: the execution's, artifact's or session's id, the step's index, the key
 *     of a value of state; for a log, for events and for the audit the id of the root
 * @param version of the entity after the change; for a log, for events and for the audit the last sequence, for a deletion the last
 *     version it had
 */
public record Change(long revision, EntityKind kind, String rootId, String id, ChangeOp op, long version) {}
