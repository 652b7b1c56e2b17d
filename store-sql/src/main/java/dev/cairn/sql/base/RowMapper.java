package dev.cairn.sql.base;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Makes one value from the current row, reading columns by position. MyBatis itself asks for metadata and looks columns
 * up by name for every row, which costs several times the query.
 *
 * @param type what {@code resultType} names in the XML
 * @param columns the column labels that a statement must select, in this order; checked once per statement
 */
public record RowMapper<T>(Class<T> type, List<String> columns, Reader<T> reader) {
    public RowMapper {
        columns = List.copyOf(columns);
    }

    public static <T> RowMapper<T> of(Class<T> type, String columns, Reader<T> reader) {
        return new RowMapper<>(type, List.of(columns.split(",\\s*")), reader);
    }

    /** Reads the current row; columns count from 1. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
