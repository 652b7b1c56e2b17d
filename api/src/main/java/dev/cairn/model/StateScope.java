package dev.cairn.model;

/** Who shares a value of state, from the strongest to the weakest (clause STATE-1). */
public enum StateScope {
    /** One turn of one session. */
    TEMP,
    SESSION,
    /** All sessions of a user. */
    USER,
    /** All sessions of an application. */
    APP,
    /** All sessions of a project. */
    PROJECT
}
