package dev.cairn.postgres;

import dev.cairn.sql.Mappers;
import dev.cairn.sql.Opening;
import dev.cairn.sql.QueryWatch;
import dev.cairn.sql.SqlConfiguration;
import dev.cairn.sql.SqlErrors;
import dev.cairn.sql.SqlLane;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The driver's own connection under a pooled one, with everything that is prepared on it: that stays as long as the
 * connection does. Used by one thread at a time, the one that has the pooled connection.
 */
final class Link {
    private static final SqlConfiguration SQL = SqlConfiguration.of(
            List.of(
                    "dev/cairn/postgres/dialect.xml",
                    "dev/cairn/postgres/executions.xml",
                    "dev/cairn/postgres/logs.xml",
                    "dev/cairn/postgres/memories.xml",
                    "dev/cairn/postgres/memory-search.xml",
                    "dev/cairn/postgres/versions.xml",
                    "dev/cairn/postgres/old-versions.xml",
                    "dev/cairn/postgres/audit.xml",
                    "dev/cairn/postgres/chain.xml",
                    "dev/cairn/postgres/tasks.xml",
                    "dev/cairn/postgres/dependencies.xml"),
            IndexedVersions::new);

    private final Connection connection;
    private final SqlLane lane;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private SqlErrors errors = failure -> SqlStates.of("statement", failure);

    Link(Connection connection) {
        this.connection = connection;
        this.lane = SQL.open(connection, failure -> errors.translate(failure));
    }

    Connection connection() {
        return connection;
    }

    /** Who is told of failures from now on. */
    void report(SqlErrors to) {
        this.errors = to;
    }

    void watch(@Nullable QueryWatch watch) {
        lane.watch(watch);
    }

    void opening(@Nullable Opening opening) {
        lane.opening(opening);
    }

    /** Whether the tables hold vectors to compare; see {@link Likenesses}. */
    void alike(boolean has) {
        lane.alike(has);
    }

    Mappers mappers() {
        return lane.mappers();
    }

    /** Prepared once; not to be closed. Only for texts that are constants. */
    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
        }
        return known;
    }

    void execute(String sql) throws SQLException {
        prepared(sql).execute();
    }

    boolean isClosed() {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }
}
