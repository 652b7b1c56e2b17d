package dev.cairn.sql;

/** Where an event of a session stands. */
record EventPlace(String id, long sequence) {}
