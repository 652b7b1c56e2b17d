package dev.cairn.sql.base;

import java.util.List;

/**
 * What one room adds to the statements of every engine.
 *
 * @param statements XML files, as class path resources
 * @param mappers their interfaces
 * @param rows how their rows are read
 */
public record Part(List<String> statements, List<Class<?>> mappers, List<RowMapper<?>> rows) {
    public Part {
        statements = List.copyOf(statements);
        mappers = List.copyOf(mappers);
        rows = List.copyOf(rows);
    }
}
