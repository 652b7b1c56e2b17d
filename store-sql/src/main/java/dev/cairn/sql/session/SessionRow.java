package dev.cairn.sql.session;

import dev.cairn.model.Session;
import dev.cairn.model.Wire;
import dev.cairn.sql.base.Micros;
import org.jspecify.annotations.Nullable;

/**
 * A session as parameters of insert and update.
 *
 * @param expected the version that an update replaces
 */
public record SessionRow(
        String workspace,
        String id,
        String app,
        String user,
        @Nullable String project,
        String status,
        String metadata,
        long createdAt,
        long updatedAt,
        @Nullable Long terminatedAt,
        @Nullable Long archivedAt,
        long version,
        long expected) {

    static SessionRow of(String workspace, Session s, long expected) {
        return new SessionRow(
                workspace,
                s.id(),
                s.app(),
                s.user(),
                s.project(),
                Wire.name(s.status()),
                s.metadata().text(),
                Micros.of(s.createdAt()),
                Micros.of(s.updatedAt()),
                Micros.ofNullable(s.terminatedAt()),
                Micros.ofNullable(s.archivedAt()),
                s.version(),
                expected);
    }
}
