package dev.cairn.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which memories to look for. All conditions must hold; null means no condition. Only the newest version of each key is
 * ever found, and only where it is live.
 *
 * @param prefix this namespace and all below it; the root for all
 * @param fields members at the top of the value and their values, scalars as {@link Json#parse} gives them ({@link Terms})
 * @param text every word of it must occur ({@link Terms})
 */
public record MemoryFilter(
        Namespace prefix,
        @Nullable MemoryType type,
        @Nullable KeyPattern key,
        Map<String, @Nullable Object> fields,
        @Nullable String text) {
    public static final MemoryFilter ALL = below(Namespace.ROOT);

    public MemoryFilter {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public static MemoryFilter below(Namespace prefix) {
        return new MemoryFilter(prefix, null, null, Map.of(), null);
    }

    /** The same for one type. */
    public MemoryFilter ofType(MemoryType wanted) {
        return new MemoryFilter(prefix, wanted, key, fields, text);
    }

    /** The same with these members and values. */
    public MemoryFilter having(Map<String, @Nullable Object> members) {
        return new MemoryFilter(prefix, type, key, members, text);
    }

    /** The same with these words. */
    public MemoryFilter containing(String words) {
        return new MemoryFilter(prefix, type, key, fields, words);
    }

    /** What the text index is asked for: terms that a memory must all have. */
    public SortedSet<String> terms() {
        SortedSet<String> terms = text == null ? new TreeSet<>() : Terms.words(text);
        fields.forEach((name, value) -> terms.add(Terms.field(name, value)));
        return terms;
    }

    /** The one definition of what matches that every backend shares (clause MEM-5). */
    public boolean matches(Memory memory, Instant now) {
        if (memory.value() == null
                || !memory.liveAt(now)
                || !prefix.holds(memory.id().namespace())
                || (type != null && type != memory.type())
                || (key != null && !key.matches(memory.id().key()))) {
            return false;
        }
        SortedSet<String> terms = terms();
        return terms.isEmpty() || Terms.of(memory.id().key(), memory.value()).containsAll(terms);
    }
}
