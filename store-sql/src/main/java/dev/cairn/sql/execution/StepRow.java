package dev.cairn.sql.execution;

import dev.cairn.model.Step;
import dev.cairn.model.Wire;
import dev.cairn.sql.base.Micros;
import org.jspecify.annotations.Nullable;

/**
 * A step as parameters of insert and update.
 *
 * @param expected the version that an update replaces
 */
public record StepRow(
        String workspace,
        String execution,
        int index,
        String name,
        String description,
        String status,
        @Nullable Integer exitCode,
        @Nullable String error,
        int stopOnError,
        @Nullable Long estimated,
        long createdAt,
        @Nullable Long startedAt,
        @Nullable Long completedAt,
        String metadata,
        int lost,
        long version,
        long expected) {

    static StepRow of(String workspace, Step s, long expected) {
        return new StepRow(
                workspace,
                s.executionId(),
                s.index(),
                s.name(),
                s.description(),
                Wire.name(s.status()),
                s.exitCode(),
                s.error(),
                s.stopOnError() ? 1 : 0,
                Micros.ofNullable(s.estimated()),
                Micros.of(s.createdAt()),
                Micros.ofNullable(s.startedAt()),
                Micros.ofNullable(s.completedAt()),
                s.metadata().text(),
                s.lost() ? 1 : 0,
                s.version(),
                expected);
    }
}
