package dev.cairn.sqlite;

import dev.cairn.sql.SqlQueries;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.CoreResultSet;

/**
 * Runs one query without asking the engine for its column names each time, a native call per column, which the driver does
 * whenever it has forgotten them, and it forgets them on closing the rows. A statement has the same rows object for life;
 * the names of its first run are put back.
 */
final class ColumnNames implements SqlQueries.Query {
    private final PreparedStatement statement;
    private @Nullable CoreResultSet rows;
    private String @Nullable [] names;

    ColumnNames(PreparedStatement statement) {
        this.statement = statement;
    }

    @Override
    public ResultSet run() throws SQLException {
        CoreResultSet known = rows;
        if (known == null) {
            ResultSet first = statement.executeQuery();
            if (first instanceof CoreResultSet core) {
                rows = core;
                names = core.colsMeta;
            }
            return first;
        }
        statement.execute();
        known.colsMeta = names;
        return statement.getResultSet();
    }
}
