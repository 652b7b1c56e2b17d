package dev.cairn.sql;

import dev.cairn.sql.base.RowMapper;
import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.executor.resultset.ResultSetHandler;
import org.apache.ibatis.mapping.MappedStatement;

/** Fills results by position through the registered {@link RowMapper}s, in place of MyBatis's mapping by name. */
final class PositionalResults {
    private static final List<RowMapper<?>> SCALARS = List.of(
            new RowMapper<>(Long.class, List.of(), row -> row.getLong(1)),
            new RowMapper<>(Integer.class, List.of(), row -> row.getInt(1)),
            new RowMapper<>(String.class, List.of(), row -> row.getString(1)),
            new RowMapper<>(byte[].class, List.of(), row -> row.getBytes(1)));

    private final Map<Class<?>, RowMapper<?>> byType = new ConcurrentHashMap<>();
    private final Map<String, RowMapper<?>> checked = new ConcurrentHashMap<>();

    PositionalResults(List<RowMapper<?>> mappers) {
        SCALARS.forEach(mapper -> byType.put(mapper.type(), mapper));
        mappers.forEach(mapper -> byType.put(mapper.type(), mapper));
    }

    ResultSetHandler handler(MappedStatement statement) {
        return new Handler(statement);
    }

    /** The statement's mapper; at the statement's first result its columns are compared with what the mapper reads. */
    RowMapper<?> mapper(MappedStatement statement, ResultSet rows) throws SQLException {
        RowMapper<?> known = checked.get(statement.getId());
        if (known != null) {
            return known;
        }
        Class<?> type = statement.getResultMaps().getFirst().getType();
        RowMapper<?> mapper = byType.get(type);
        if (mapper == null) {
            throw new IllegalStateException(statement.getId() + ": no row mapper for " + type.getName());
        }
        List<String> labels = labels(rows.getMetaData());
        boolean scalar = mapper.columns().isEmpty();
        if (scalar ? labels.size() != 1 : !labels.equals(mapper.columns())) {
            throw new IllegalStateException(
                    statement.getId() + " selects " + labels + ", its row mapper reads " + mapper.columns());
        }
        checked.put(statement.getId(), mapper);
        return mapper;
    }

    private static List<String> labels(ResultSetMetaData metadata) throws SQLException {
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            labels.add(metadata.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        return labels;
    }

    private final class Handler implements ResultSetHandler {
        private final MappedStatement statement;

        Handler(MappedStatement statement) {
            this.statement = statement;
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the interface is declared so
        public <E> List<E> handleResultSets(Statement executed) throws SQLException {
            List<Object> values = new ArrayList<>();
            // closing the rows resets the statement; an engine may hold a snapshot or lock until then
            try (ResultSet rows = executed.getResultSet()) {
                if (rows.next()) {
                    RowMapper.Reader<?> reader = mapper(statement, rows).reader();
                    do {
                        values.add(reader.read(rows));
                    } while (rows.next());
                }
            }
            return (List<E>) values;
        }

        @Override
        public <E> Cursor<E> handleCursorResultSets(Statement executed) {
            throw new UnsupportedOperationException("cursors; page by key instead");
        }

        @Override
        public void handleOutputParameters(CallableStatement executed) {
            throw new UnsupportedOperationException("stored procedures");
        }
    }
}
