package dev.cairn.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.reflection.ReflectorFactory;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose text does not depend on its parameters, prepared on one connection, with everything that MyBatis would
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
    private RowMapper.@Nullable Reader<?> reader;
    private int rowsBefore;

    FixedStatement(
            MappedStatement mapped,
            BoundSql sql,
            Connection connection,
            SqlQueries queries,
            PositionalResults results,
            ReflectorFactory reflectors)
            throws SQLException {
        this.mapped = mapped;
        this.text = sql.getSql();
        this.statement = connection.prepareStatement(text);
        this.query = queries.of(statement);
        this.parameters = new Parameters(sql.getParameterMappings(), reflectors);
        this.results = results;
    }

    String text() {
        return text;
    }

    List<Object> query(@Nullable Object arguments) throws SQLException {
        parameters.set(statement, arguments);
        // closing the rows resets the statement; an engine may hold a snapshot or lock until then
        try (ResultSet rows = query.run()) {
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
    }

    int update(@Nullable Object arguments) throws SQLException {
        parameters.set(statement, arguments);
        return statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
