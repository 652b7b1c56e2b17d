package dev.cairn.bench.http.floor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.core.JsonGenerator;

/** A row as JSON, straight from the result, with the members that the server gives. */
final class RowJson {
    private RowJson() {}

    static void write(JsonGenerator out, ResultSet row) throws SQLException {
        out.writeStartObject();
        text(out, "id", row, 1);
        text(out, "name", row, 2);
        text(out, "command", row, 3);
        text(out, "workingDirectory", row, 4);
        text(out, "status", row, 5);
        number(out, "exitCode", row, 6);
        text(out, "error", row, 7);
        time(out, "createdAt", row, 8);
        time(out, "startedAt", row, 9);
        time(out, "completedAt", row, 10);
        out.writeNullProperty("durationSeconds");
        raw(out, "environment", row, 11);
        text(out, "user", row, 12);
        raw(out, "tags", row, 13);
        raw(out, "metadata", row, 14);
        number(out, "totalSteps", row, 15);
        number(out, "completedSteps", row, 16);
        number(out, "currentStep", row, 17);
        out.writeNumberProperty("progress", 0.0);
        out.writeBooleanProperty("lost", row.getInt(18) != 0);
        number(out, "version", row, 19);
        out.writeEndObject();
    }

    private static void text(JsonGenerator out, String name, ResultSet row, int column) throws SQLException {
        out.writeStringProperty(name, row.getString(column));
    }

    private static void number(JsonGenerator out, String name, ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        if (row.wasNull()) {
            out.writeNullProperty(name);
        } else {
            out.writeNumberProperty(name, value);
        }
    }

    private static void time(JsonGenerator out, String name, ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        if (row.wasNull()) {
            out.writeNullProperty(name);
        } else {
            out.writeStringProperty(
                    name, Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString());
        }
    }

    private static void raw(JsonGenerator out, String name, ResultSet row, int column) throws SQLException {
        out.writeName(name);
        out.writeRawValue(row.getString(column));
    }
}
