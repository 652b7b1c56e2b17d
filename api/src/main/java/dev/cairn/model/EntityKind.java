package dev.cairn.model;

/** What a change is about. */
public enum EntityKind {
    EXECUTION,
    STEP,
    LOG,
    ARTIFACT,
    SESSION,
    EVENT,
    STATE,
    MEMORY,
    TASK,
    AUDIT;

    /** What an entity of this kind belongs to and goes with (FEED-5); itself where it stands alone. */
    public EntityKind root() {
        return switch (this) {
            case EXECUTION, STEP, LOG, ARTIFACT -> EXECUTION;
            case SESSION, EVENT -> SESSION;
            case STATE, MEMORY, TASK, AUDIT -> this;
        };
    }

    /** Whether the deletion of an entity of this kind stands for that of a part with the same root. */
    public boolean takesAlong(EntityKind part) {
        return (this == EXECUTION || this == SESSION) && part.root() == this;
    }
}
