package dev.cairn.server.http;

import dev.cairn.error.InvalidArgument;
import org.jspecify.annotations.Nullable;

/** Entity tags: the version in quotes. */
final class Etags {
    private Etags() {}

    static @Nullable Long version(String field, @Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return null;
        }
        String tag = header.strip();
        boolean quoted = tag.length() > 2 && tag.length() < 22 && tag.startsWith("\"") && tag.endsWith("\"");
        if (quoted && tag.substring(1, tag.length() - 1).chars().allMatch(c -> c >= '0' && c <= '9')) {
            try {
                return Long.parseLong(tag.substring(1, tag.length() - 1));
            } catch (NumberFormatException e) {
                throw new InvalidArgument(field, "must be one version in quotes, as ETag gave it");
            }
        }
        throw new InvalidArgument(field, "must be one version in quotes, as ETag gave it");
    }

    static boolean noneMatch(@Nullable String header, String etag) {
        if (header == null) {
            return false;
        }
        for (String tag : header.split(",", -1)) {
            String bare = tag.strip().startsWith("W/") ? tag.strip().substring(2) : tag.strip();
            if (bare.equals("*") || bare.equals(etag)) {
                return true;
            }
        }
        return false;
    }
}
