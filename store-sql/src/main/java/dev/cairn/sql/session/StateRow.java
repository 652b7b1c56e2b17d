package dev.cairn.sql.session;

import dev.cairn.model.StateEntry;
import dev.cairn.model.Wire;
import dev.cairn.sql.base.Micros;
import org.jspecify.annotations.Nullable;

/** A value of state as parameters of an upsert. */
public record StateRow(
        String workspace,
        String scope,
        String owner,
        String key,
        @Nullable String value,
        long updatedAt,
        long version) {

    static StateRow of(String workspace, StateEntry e) {
        return new StateRow(
                workspace,
                Wire.name(e.owner().scope()),
                e.owner().name(),
                e.key(),
                e.value(),
                Micros.of(e.updatedAt()),
                e.version());
    }
}
