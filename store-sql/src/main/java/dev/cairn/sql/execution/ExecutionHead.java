package dev.cairn.sql.execution;

/** The stored version, creation time (microseconds) and tags (JSON) of an execution. */
public record ExecutionHead(long version, long createdAt, String tags) {}
