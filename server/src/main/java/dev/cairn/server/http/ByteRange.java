package dev.cairn.server.http;

import org.jspecify.annotations.Nullable;

/**
 * One range of bytes (RFC 9110, section 14).
 *
 * @param first inclusive
 * @param length 1 or more
 */
public record ByteRange(long first, long length) {
    /**
     * @return null when there is no header, or one that a server may ignore: another unit, several ranges, bad syntax
     * @throws ProblemException 416 when the range lies beyond the end
     */
    public static @Nullable ByteRange parse(@Nullable String header, long size) {
        if (header == null || !header.startsWith("bytes=")) {
            return null;
        }
        String[] ends = header.substring(6).strip().split("-", -1);
        if (ends.length != 2 || !digits(ends[0]) || !digits(ends[1]) || (ends[0].isEmpty() && ends[1].isEmpty())) {
            return null;
        }
        long first;
        long last;
        if (ends[0].isEmpty()) {
            long suffix = Long.parseLong(ends[1]);
            first = suffix == 0 ? size : Math.max(0, size - suffix);
            last = size - 1;
        } else {
            first = Long.parseLong(ends[0]);
            last = ends[1].isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(ends[1]));
            if (!ends[1].isEmpty() && Long.parseLong(ends[1]) < first) {
                return null;
            }
        }
        if (first >= size) {
            throw Problem.of(
                            416, "range-not-satisfiable", "Range not satisfiable", "the content has " + size + " bytes")
                    .with("field", "Range")
                    .with("actual", size)
                    .exception();
        }
        return new ByteRange(first, last - first + 1);
    }

    private static boolean digits(String text) {
        return text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    public String contentRange(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}
