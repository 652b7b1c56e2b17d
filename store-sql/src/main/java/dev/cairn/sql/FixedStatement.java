package dev.cairn.sql;

import dev.cairn.sql.base.RowMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.reflection.ReflectorFactory;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose text does not depend on its parameters, or on their number alone, prepared on one connection, with everything that MyBatis would
 * find out again at each call found once: its handlers cost as much as a point read of an embedded engine. Used by one
 * thread at a time.
 */
final class FixedStatement implements AutoCloseable {
    private static final int FEW_ROWS = 64;

    private final MappedStatement mapped;
    private final String text;
    private final PreparedStatement statement;
    private final SqlQueries.Query query;
    private final Parameters parameters;
    private final PositionalResults results;
    private final Connection connection;
    /** By the text of what travels before it. */
    private final Map<String, PreparedStatement> opening = new HashMap<>(2);

    private RowMapper.@Nullable Reader<?> reader;
    private int rowsBefore;

    FixedStatement(
            MappedStatement mapped,
            BoundSql sql,
            @Nullable Object arguments,
            Connection connection,
            SqlQueries queries,
            PositionalResults results,
            ReflectorFactory reflectors)
            throws SQLException {
        this.mapped = mapped;
        this.text = sql.getSql();
        this.connection = connection;
        this.statement = connection.prepareStatement(text);
        this.query = queries.of(statement);
        this.parameters = new Parameters(
                sql.getParameterMappings(),
                mapped.getSqlSource() instanceof RowsLanguage.Rows rows ? rows : null,
                arguments instanceof Arguments named ? named.names() : null,
                reflectors);
        this.results = results;
    }

    String text() {
        return text;
    }

    List<Object> query(@Nullable Object arguments) throws SQLException {
        parameters.set(statement, 0, arguments);
        // closing the rows resets the statement; an engine may hold a snapshot or lock until then
        try (ResultSet rows = query.run()) {
            return values(rows);
        }
    }

    /** The same, beginning a transaction. */
    List<Object> query(Opening first, @Nullable Object arguments) throws SQLException {
        PreparedStatement both = together(first, arguments);
        if (both == null) {
            return query(arguments);
        }
        try (ResultSet rows = both.getResultSet()) {
            return values(rows);
        }
    }

    private List<Object> values(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return new ArrayList<>(0);
        }
        RowMapper.Reader<?> known = reader;
        if (known == null) {
            known = results.mapper(mapped, rows).reader();
            reader = known;
        }
        List<Object> values = new ArrayList<>(rowsBefore);
        do {
            values.add(known.read(rows));
        } while (rows.next());
        rowsBefore = Math.min(values.size(), FEW_ROWS);
        return values;
    }

    int update(@Nullable Object arguments) throws SQLException {
        parameters.set(statement, 0, arguments);
        return statement.executeUpdate();
    }

    /** The same, beginning a transaction. */
    int update(Opening first, @Nullable Object arguments) throws SQLException {
        PreparedStatement both = together(first, arguments);
        return both == null ? update(arguments) : both.getUpdateCount();
    }

    /** Null where they failed as one: then the transaction has begun, and the statement has yet to run and show why. */
    private @Nullable PreparedStatement together(Opening first, @Nullable Object arguments) throws SQLException {
        PreparedStatement both = opening.get(first.text());
        if (both == null) {
            both = connection.prepareStatement(first.text() + "; " + text);
            opening.put(first.text(), both);
        }
        parameters.set(both, first.set(both), arguments);
        try {
            both.execute();
        } catch (SQLException e) {
            first.alone();
            return null;
        }
        first.results(both);
        return both;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
        for (PreparedStatement both : opening.values()) {
            both.close();
        }
    }
}
