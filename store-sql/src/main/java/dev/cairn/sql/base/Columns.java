package dev.cairn.sql.base;

import dev.cairn.model.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns that may be null, or hold more than one value. They count from 1. */
public final class Columns {
    private Columns() {}

    /** A driver may have to ask its engine once more: null reads as 0, and so nothing else is. */
    private static boolean isNull(ResultSet row, long value) throws SQLException {
        return value == 0 && row.wasNull();
    }

    /** Null where the column is. */
    public static @Nullable Integer integer(ResultSet row, int column) throws SQLException {
        int value = row.getInt(column);
        return isNull(row, value) ? null : value;
    }

    /** Null where the column is. */
    public static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return isNull(row, value) ? null : value;
    }

    /** Of microseconds; null where the column is. */
    public static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return isNull(row, value) ? null : Micros.instant(value);
    }

    /** Of microseconds; null where the column is. */
    public static @Nullable Duration duration(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return isNull(row, value) ? null : Micros.duration(value);
    }

    /** A JSON array of strings. */
    public static List<String> texts(String json) {
        if (json.equals("[]")) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (Json.parse("tags", json) instanceof List<?> list) {
            list.forEach(item -> texts.add(String.valueOf(item)));
        }
        return texts;
    }
}
