package dev.cairn.model;

/**
 * Names a workspace: the unit of isolation (clause NS-1). First parameter of every call, first column of every key.
 *
 * @param value an id by the rule of {@link Ids}
 */
public record WorkspaceId(String value) implements Comparable<WorkspaceId> {
    public WorkspaceId {
        Ids.check("workspace", value);
    }

    @Override
    public int compareTo(WorkspaceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
