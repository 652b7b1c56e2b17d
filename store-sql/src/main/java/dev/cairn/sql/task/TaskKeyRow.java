package dev.cairn.sql.task;

/** Which task has an idempotency key. */
record TaskKeyRow(String key, String id) {}
