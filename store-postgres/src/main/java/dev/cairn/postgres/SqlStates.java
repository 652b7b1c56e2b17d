package dev.cairn.postgres;

import dev.cairn.error.Conflict;
import dev.cairn.error.Corrupt;
import dev.cairn.error.OutcomeUnknown;
import dev.cairn.error.StoreException;
import dev.cairn.error.Unavailable;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What an error of the server or of the connection means, by SQLState only. The server's own words do not become part of
 * a message: they may quote values.
 */
final class SqlStates {
    private SqlStates() {}

    /** Of anything but a commit: nothing was applied. */
    static StoreException of(String operation, SQLException failure) {
        String state = stateOf(failure);
        return switch (state) {
            case "40001", "40P01" -> new Conflict(1, failure);
            case "57014" -> unavailable(operation, "took longer than statement_timeout", failure);
            case "25P03", "25P04" -> unavailable(operation, "paused longer than its transaction may", failure);
            case "55P03" -> unavailable(operation, "waited too long for a lock", failure);
            case "28000", "28P01" -> unavailable(operation, "the server refused the login", failure);
            case "42501" -> unavailable(operation, "the database user lacks a permission", failure);
            case "3D000" -> unavailable(operation, "the database does not exist", failure);
            case "42P01", "42703" -> unavailable(operation, "the schema is missing; migrate first", failure);
            case "25006" -> unavailable(operation, "the server is read-only (a standby?)", failure);
            case "XX001", "XX002" -> new Corrupt(operation + ": the server found damaged data", failure);
            default -> byClass(operation, state, failure);
        };
    }

    private static StoreException byClass(String operation, String state, SQLException failure) {
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08" -> unavailable(operation, "the connection was lost or refused", failure);
            case "53" -> unavailable(operation, "the server has run out of connections, memory or disk", failure);
            case "57" -> unavailable(operation, "the server is stopping or starting", failure);
            case "58" -> unavailable(operation, "the server failed to read or write its files", failure);
            default -> unavailable(operation, "the server refused a statement", failure);
        };
    }

    /** Of a commit: where no answer came, nobody knows. */
    static StoreException ofCommit(String operation, SQLException failure) {
        String state = stateOf(failure);
        if (state.isEmpty() || state.startsWith("08") || state.startsWith("57P")) {
            return new OutcomeUnknown(operation + ": the connection was lost during commit (" + state + ")", failure);
        }
        return of(operation, failure);
    }

    private static Unavailable unavailable(String operation, String why, SQLException failure) {
        return new Unavailable(operation + ": " + why + " (SQLState " + stateOf(failure) + ")", failure);
    }

    /** Of the innermost exception that has one: pools wrap the driver's. Empty when there is none. */
    static String stateOf(SQLException failure) {
        String state = "";
        for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && sql.getSQLState() != null) {
                state = sql.getSQLState();
            }
        }
        return state;
    }

    /** Whether the server rolled the transaction back because of a concurrent one. */
    static boolean isConflict(SQLException failure) {
        String state = stateOf(failure);
        return state.equals("40001") || state.equals("40P01");
    }
}
