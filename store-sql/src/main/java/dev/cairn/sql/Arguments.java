package dev.cairn.sql;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, by name for statements that MyBatis puts together, and by position for {@link Parameters},
 * which have looked the name up once.
 */
final class Arguments extends AbstractMap<String, @Nullable Object> {
    private final List<String> names;
    private final @Nullable Object[] values;

    /** @param names one for each value, the same list at every call of a method */
    Arguments(List<String> names, @Nullable Object[] values) {
        this.names = names;
        this.values = values;
    }

    List<String> names() {
        return names;
    }

    @Nullable
    Object at(int position) {
        return values[position];
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        int position = names.indexOf(name);
        return position < 0 ? null : values[position];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return names.contains(name);
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            all.put(names.get(i), values[i]);
        }
        return all.entrySet();
    }
}
