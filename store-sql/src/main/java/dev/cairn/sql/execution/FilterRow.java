package dev.cairn.sql.execution;

import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.Wire;
import dev.cairn.sql.base.Micros;
import org.jspecify.annotations.Nullable;

/** An {@link ExecutionFilter} as parameters; null is no condition. */
public record FilterRow(
        @Nullable String status,
        @Nullable String user,
        @Nullable String tag,
        @Nullable String name,
        @Nullable Long from,
        @Nullable Long before) {

    static FilterRow of(ExecutionFilter filter) {
        return new FilterRow(
                filter.status() == null ? null : Wire.name(filter.status()),
                filter.user(),
                filter.tag(),
                filter.nameContains(),
                Micros.ofNullable(filter.createdFrom()),
                Micros.ofNullable(filter.createdBefore()));
    }
}
