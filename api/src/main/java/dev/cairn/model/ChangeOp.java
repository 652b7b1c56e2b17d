package dev.cairn.model;

/** What happened to an entity. */
public enum ChangeOp {
    /** It was created or changed; read its current state from the store. */
    PUT,
    /** It is gone, and with a root everything under it (clause FEED-5). */
    DELETE
}
