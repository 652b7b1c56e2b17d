package dev.cairn.model;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the text index of every backend holds of a memory (clause MEM-6): terms without blanks, which the engine's own
 * tokenizer leaves as they are, so that all agree on what matches.
 *
 * <p>A word is a run of letters, digits and combining marks of any script. It is composed (NFC) and lower-cased code point
 * by code point; nothing else is folded, so {@code cafe} is not {@code caf\u00E9}. Of a word longer than {@link #MAX_WORD}
 * code points the first ones count. Words come from the key and from every string in the value, names of members not.
 *
 * <p>A field is a member at the top of a value that is an object, with a string, number, boolean or null: one term that
 * stands for both its name and its value. Numbers are equal as numbers: {@code 1} and {@code 1.0} are the same.
 */
public final class Terms {
    public static final int MAX_WORD = 64;

    /** Not a part of words, so that no word is taken for a field. */
    private static final char FIELD = '\u00A6';

    private static final char WORKSPACE = '\u00B6';
    private static final int HASH_BYTES = 16;

    /** Below it nothing is composed of anything else. */
    private static final char FIRST_COMBINING = '\u0300';

    private Terms() {}

    /** All of a memory with this key and JSON value. */
    public static SortedSet<String> of(String key, String json) {
        SortedSet<String> terms = words(key);
        Object value = Json.parse("value", json);
        strings(terms, value);
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) -> {
                if (scalar(member)) {
                    terms.add(field(String.valueOf(name), member));
                }
            });
        }
        return terms;
    }

    private static void strings(SortedSet<String> terms, @Nullable Object value) {
        switch (value) {
            case String text -> words(terms, text);
            case List<?> list -> list.forEach(item -> strings(terms, item));
            case Map<?, ?> map -> map.values().forEach(member -> strings(terms, member));
            case null, default -> {}
        }
    }

    /** The words of a text. */
    public static SortedSet<String> words(String text) {
        SortedSet<String> words = new TreeSet<>();
        words(words, text);
        return words;
    }

    private static void words(SortedSet<String> words, String text) {
        String composed = composed(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder word = new StringBuilder();
        int length = 0;
        for (int i = 0; i < composed.length(); ) {
            int c = composed.codePointAt(i);
            i += Character.charCount(c);
            if (!ofWord(c)) {
                add(words, word);
                length = 0;
            } else if (length++ < MAX_WORD) {
                word.appendCodePoint(Character.toLowerCase(c));
            }
        }
        add(words, word);
    }

    private static boolean composed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_COMBINING) {
                return Normalizer.isNormalized(text, Normalizer.Form.NFC);
            }
        }
        return true;
    }

    private static void add(SortedSet<String> words, StringBuilder word) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static boolean ofWord(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    /** Whether a value can be the value of a field. */
    public static boolean scalar(@Nullable Object value) {
        return value == null || value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    /** @param value a scalar as {@link Json#parse} gives it */
    public static String field(String name, @Nullable Object value) {
        String canonical = switch (value) {
            case null -> "n";
            case String text -> "s" + text;
            case Boolean flag -> "b" + flag;
            case Object number -> "d" + new BigDecimal(number.toString()).stripTrailingZeros();
        };
        return FIELD + hash(name + '\0' + canonical);
    }

    /** Short, and of the same length whatever it stands for; 128 bits do not meet by chance. */
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The term that all memories of a workspace have, where several workspaces share an index. */
    public static String workspace(String id) {
        // in hexadecimal: letters of an id differ by case, terms do not
        return WORKSPACE + HexFormat.of().formatHex(id.getBytes(StandardCharsets.UTF_8));
    }
}
