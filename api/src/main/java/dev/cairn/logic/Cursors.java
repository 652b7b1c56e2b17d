package dev.cairn.logic;

import dev.cairn.error.InvalidArgument;
import dev.cairn.model.Ids;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.Namespace;
import dev.cairn.model.PageKey;
import dev.cairn.model.Texts;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Opaque page cursors: the key of the last item shown. What cannot be one is an {@link InvalidArgument} of "cursor". */
public final class Cursors {
    private static final int MAX_LENGTH = 4_096;

    private Cursors() {}

    /** Read back by {@link #timed}. */
    public static String of(PageKey key) {
        return encode(ChronoUnit.MICROS.between(Instant.EPOCH, key.time()) + " " + key.id());
    }

    /** Read back by {@link #id} or {@link #key}. */
    public static String of(String key) {
        return encode(key);
    }

    /** Null without a cursor. */
    public static @Nullable PageKey timed(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        String text = decode(cursor);
        int blank = text.indexOf(' ');
        try {
            Instant time = Instant.EPOCH.plus(Long.parseLong(text.substring(0, Math.max(0, blank))), ChronoUnit.MICROS);
            return new PageKey(time, Ids.check("cursor", text.substring(blank + 1)));
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            throw malformed();
        }
    }

    /** The place in a list, or -1 without a cursor. */
    public static int index(@Nullable String cursor) {
        if (cursor == null) {
            return -1;
        }
        try {
            return Integer.parseInt(decode(cursor));
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    /** A valid id; null without a cursor. */
    public static @Nullable String id(@Nullable String cursor) {
        return cursor == null ? null : Ids.check("cursor", decode(cursor));
    }

    /** Read back by {@link #memory}. */
    public static String of(MemoryKey id) {
        return encode(id.namespace().path() + '\0' + id.key());
    }

    /** Null without a cursor. */
    public static @Nullable MemoryKey memory(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        String text = decode(cursor);
        int nul = text.indexOf('\0');
        if (nul <= 0 || text.indexOf('\0', nul + 1) >= 0 || Texts.unpairedSurrogate(text) >= 0) {
            throw malformed();
        }
        return new MemoryKey(Namespace.parse("cursor", text.substring(0, nul)), text.substring(nul + 1));
    }

    /** Read back by {@link #number}, or by {@link #index}. */
    public static String of(long number) {
        return encode(Long.toString(number));
    }

    /** The number, or {@code first} without a cursor. */
    public static long number(@Nullable String cursor, long first) {
        if (cursor == null) {
            return first;
        }
        try {
            return Long.parseLong(decode(cursor));
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    /** A key that is any text; null without a cursor. */
    public static @Nullable String key(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        String key = decode(cursor);
        if (key.indexOf('\0') >= 0 || Texts.unpairedSurrogate(key) >= 0) {
            throw malformed();
        }
        return key;
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String cursor) {
        if (cursor.length() > MAX_LENGTH) {
            throw malformed();
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static InvalidArgument malformed() {
        return new InvalidArgument("cursor", "is not a cursor that a page of this list gave out");
    }
}
