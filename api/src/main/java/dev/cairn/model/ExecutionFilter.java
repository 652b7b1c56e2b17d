package dev.cairn.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which executions to list or count. All conditions must hold; null means no condition.
 *
 * @param nameContains text that stands in the name, compared by code point, case-sensitively; no wildcard has a meaning
 * @param createdFrom inclusive
 * @param createdBefore exclusive
 */
public record ExecutionFilter(
        @Nullable ExecutionStatus status,
        @Nullable String user,
        @Nullable String tag,
        @Nullable String nameContains,
        @Nullable Instant createdFrom,
        @Nullable Instant createdBefore) {

    public static final ExecutionFilter ALL = new ExecutionFilter(null, null, null, null, null, null);

    public static ExecutionFilter status(ExecutionStatus status) {
        return new ExecutionFilter(status, null, null, null, null, null);
    }

    /** The one definition of what matches that every backend shares (clause EXEC-3). */
    public boolean matches(Execution execution) {
        return (status == null || status == execution.status())
                && (user == null || user.equals(execution.user()))
                && (tag == null || execution.tags().contains(tag))
                && (nameContains == null || execution.name().contains(nameContains))
                && (createdFrom == null || !execution.createdAt().isBefore(createdFrom))
                && (createdBefore == null || execution.createdAt().isBefore(createdBefore));
    }
}
