package dev.cairn.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * What begins a transaction, for an engine whose every message costs a journey: it is sent with the transaction's first
 * statement, as one text with the parameters of both.
 */
public interface Opening {
    /** Constant. */
    String text();

    /** Sets its own parameters, the first ones; returns how many. */
    int set(PreparedStatement statement) throws SQLException;

    /** Takes its own results, the first ones, and moves on to those of the statement. */
    void results(PreparedStatement statement) throws SQLException;

    /**
     * Begins by itself, where the first statement cannot take it along. Called once; or once more after both failed as
     * one message, and what that has left is undone first.
     */
    void alone() throws SQLException;
}
