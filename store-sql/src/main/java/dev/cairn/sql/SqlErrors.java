package dev.cairn.sql;

import java.sql.SQLException;

/** Turns an engine's failure into the typed one, by its code and never by its text (ERR-1). */
@FunctionalInterface
public interface SqlErrors {
    /** @return what to throw: a {@code StoreException} where the failure is a known one */
    RuntimeException translate(SQLException failure);
}
