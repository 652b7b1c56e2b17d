package dev.cairn.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How an engine's prepared queries are run, for an engine whose driver has a cheaper way than the usual one. */
@FunctionalInterface
public interface SqlQueries {
    /** The usual way. */
    SqlQueries PLAIN = statement -> statement::executeQuery;

    /** Called once for each prepared query. */
    Query of(PreparedStatement statement);

    /** One prepared query. */
    @FunctionalInterface
    interface Query {
        /** Runs it with the parameters as they are set. The caller closes the rows before the next run. */
        ResultSet run() throws SQLException;
    }
}
