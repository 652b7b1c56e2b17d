package dev.cairn.model;

/** Where a log line came from. */
public enum LogStream {
    STDOUT,
    STDERR,
    /** Said by the recorder, not by the command. */
    SYSTEM
}
