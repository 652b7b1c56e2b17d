package dev.cairn.model;

import dev.cairn.error.InvalidArgument;

/**
 * Content by what it is.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param size in bytes, 0 or more
 */
public record BlobRef(String sha256, long size) {
    public BlobRef {
        if (!wellFormed(sha256)) {
            throw new InvalidArgument("sha256", "must be 64 lower-case hexadecimal digits");
        }
        if (size < 0) {
            throw new InvalidArgument("size", "must not be negative");
        }
    }

    private static boolean wellFormed(String hash) {
        if (hash.length() != 64) {
            return false;
        }
        for (int i = 0; i < 64; i++) {
            char c = hash.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }
}
