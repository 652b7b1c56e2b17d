package dev.cairn.model;

/** What an event of a session tells. */
public enum EventType {
    MESSAGE,
    ACTION,
    TOOL_CALL,
    REFLECTION,
    STATE_CHANGE
}
