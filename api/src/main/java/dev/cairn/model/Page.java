package dev.cairn.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some items of a longer list.
 *
 * @param next an opaque cursor for the items after these; null on the last page
 * @param total how many items match in all; null when it was not asked for
 */
public record Page<T>(
        List<T> items, @Nullable String next, @Nullable Total total) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * How many items match.
     *
     * @param exact false: there are at least {@code value}
     */
    public record Total(long value, boolean exact) {}
}
