package dev.cairn.model;

import org.jspecify.annotations.Nullable;

/** Which tasks to list. All conditions must hold; null means no condition. */
public record TaskFilter(
        @Nullable TaskStatus status,
        @Nullable String type,
        @Nullable String session,
        @Nullable String parent) {
    public static final TaskFilter ALL = new TaskFilter(null, null, null, null);

    public static TaskFilter status(TaskStatus status) {
        return new TaskFilter(status, null, null, null);
    }

    public static TaskFilter childrenOf(String parent) {
        return new TaskFilter(null, null, null, parent);
    }

    /** The one definition of what matches that every backend shares (clause TASK-8). */
    public boolean matches(Task task) {
        return (status == null || status == task.status())
                && (type == null || type.equals(task.spec().type()))
                && (session == null || session.equals(task.spec().session()))
                && (parent == null || parent.equals(task.spec().parent()));
    }
}
