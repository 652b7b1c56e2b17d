package dev.cairn.sql.base;

import java.util.List;
import java.util.function.Consumer;

/** Rows for statements that take several. Sizes are powers of two, so that the number of distinct statements stays small. */
public final class Chunks {
    private static final int MAX_ROWS = 64;

    private Chunks() {}

    /** In order, each row once, at most 64 together. */
    public static <T> void forEach(List<T> rows, Consumer<List<T>> statement) {
        for (int from = 0; from < rows.size(); ) {
            int size = Math.min(MAX_ROWS, Integer.highestOneBit(rows.size() - from));
            statement.accept(rows.subList(from, from + size));
            from += size;
        }
    }
}
