package dev.cairn.logic;

import dev.cairn.model.Page;
import dev.cairn.model.PageKey;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a page of what was found, asked for with one item more than it shows. */
public final class Pages {
    private Pages() {}

    /** As {@link #cut}, of a list in order of time and id. */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, PageKey> key, Page.@Nullable Total total) {
        return cut(found, limit, item -> Cursors.of(key.apply(item)), total);
    }

    /**
     * At most {@code limit} of what was found; where there was more, the cursor goes on after the last one shown.
     *
     * @param total null where nobody asked for it
     */
    public static <T> Page<T> cut(List<T> found, int limit, Function<T, String> cursor, Page.@Nullable Total total) {
        if (found.size() <= limit) {
            return new Page<>(found, null, total);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, cursor.apply(items.getLast()), total);
    }
}
