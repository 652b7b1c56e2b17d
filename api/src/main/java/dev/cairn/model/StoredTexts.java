package dev.cairn.model;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map of texts, in order, that was stored as JSON and is parsed when first asked for: a list shows few of the
 * environments it reads.
 */
public final class StoredTexts extends AbstractMap<String, String> {
    private final String json;
    private volatile @Nullable Map<String, String> parsed;

    private StoredTexts(String json) {
        this.json = json;
    }

    /** Takes text that {@link #json} gave out before, unchecked: for backends that read it back. */
    public static Map<String, String> trusted(String json) {
        return json.equals("{}") ? Map.of() : new StoredTexts(json);
    }

    /** As it is stored. */
    public static String json(Map<String, String> texts) {
        if (texts instanceof StoredTexts stored) {
            return stored.json;
        }
        return texts.isEmpty() ? "{}" : Json.write(texts);
    }

    /** The same texts, in the same order, that nothing can change any more. */
    static Map<String, String> copyOf(Map<String, String> texts) {
        if (texts instanceof StoredTexts) {
            return texts;
        }
        return texts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    private Map<String, String> parsed() {
        Map<String, String> known = parsed;
        if (known == null) {
            Map<String, String> texts = new LinkedHashMap<>();
            if (Json.parse("environment", json) instanceof Map<?, ?> map) {
                map.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
            }
            known = Collections.unmodifiableMap(texts);
            parsed = known;
        }
        return known;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return parsed().entrySet();
    }

    @Override
    public @Nullable String get(Object name) {
        return parsed().get(name);
    }

    @Override
    public boolean containsKey(Object name) {
        return parsed().containsKey(name);
    }
}
