package dev.cairn.sql.execution;

/** Content by hash, and its size in bytes. */
public record BlobRow(String sha256, long size) {}
