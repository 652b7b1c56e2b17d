package dev.cairn.sql;

/** Which task has an idempotency key. */
record TaskKeyRow(String key, String id) {}
