package dev.cairn.sql.feed;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Ids where they are only compared for equality, never put in order, in less space: a UUID in its usual form as its 16
 * bytes, anything else as text. The two differ in type, so that one is never taken for the other.
 */
public final class IdKey {
    private static final int UUID_TEXT = 36;
    private static final int UUID_BYTES = 16;

    private IdKey() {}

    /** A {@code String} or a {@code byte[]}. */
    public static Object of(String id) {
        if (id.length() != UUID_TEXT || id.charAt(8) != '-') {
            return id;
        }
        try {
            UUID uuid = UUID.fromString(id);
            // what would come back otherwise, such as capitals, stays as it is
            return uuid.toString().equals(id)
                    ? ByteBuffer.allocate(UUID_BYTES)
                            .putLong(uuid.getMostSignificantBits())
                            .putLong(uuid.getLeastSignificantBits())
                            .array()
                    : id;
        } catch (IllegalArgumentException e) {
            return id;
        }
    }

    /** The id that {@link #of} was given. */
    public static String text(Object key) {
        if (key instanceof byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new UUID(buffer.getLong(), buffer.getLong()).toString();
        }
        return (String) key;
    }
}
