package dev.cairn.model;

/** How much a log line matters, least first. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARNING,
    ERROR
}
