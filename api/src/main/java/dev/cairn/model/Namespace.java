package dev.cairn.model;

import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where memories belong: segments, written {@code user/alice/prefs}. A namespace holds itself and all below it, by whole
 * segments and by bytes; no character is a wildcard (clause MEM-3). The root, without segments, holds all.
 *
 * <p>Ordered segment by segment, so that what is below a namespace follows it directly.
 */
public final class Namespace implements Comparable<Namespace> {
    public static final int MAX_SEGMENTS = 16;
    /** Of the path, in UTF-16 units: with the longest key it still fits into an index entry of every engine. */
    public static final int MAX_LENGTH = 512;

    public static final Namespace ROOT = new Namespace(List.of(), "");

    /** Ends each segment as stored. Below every character that a segment may have: '/' is not, and would mix siblings. */
    private static final char END = '\u0001';

    private final List<String> segments;
    private final String encoded;

    private Namespace(List<String> segments, String encoded) {
        this.segments = List.copyOf(segments);
        this.encoded = encoded;
    }

    private static Namespace of(List<String> segments) {
        StringBuilder text = new StringBuilder();
        segments.forEach(segment -> text.append(segment).append(END));
        return new Namespace(segments, text.toString());
    }

    /**
     * @param path segments separated by '/'; empty for the root
     * @throws InvalidArgument naming {@code field} for an empty segment, a control character or an unpaired surrogate
     * @throws LimitExceeded for more than {@link #MAX_SEGMENTS} or {@link #MAX_LENGTH}
     */
    public static Namespace parse(String field, String path) {
        if (path.isEmpty()) {
            return ROOT;
        }
        if (path.length() > MAX_LENGTH) {
            throw new LimitExceeded(field, MAX_LENGTH, path.length());
        }
        if (Texts.unpairedSurrogate(path) >= 0) {
            throw new InvalidArgument(field, "must not contain an unpaired surrogate");
        }
        List<String> segments = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                if (i == from) {
                    throw new InvalidArgument(field, "must not have an empty segment (at character " + i + ")");
                }
                segments.add(path.substring(from, i));
                from = i + 1;
            } else if (path.charAt(i) < ' ') {
                throw new InvalidArgument(field, "must not contain a control character (at character " + i + ")");
            }
        }
        if (segments.size() > MAX_SEGMENTS) {
            throw new LimitExceeded(field + " segments", MAX_SEGMENTS, segments.size());
        }
        return of(segments);
    }

    /** {@link #parse} of a path known to be right. */
    public static Namespace of(String path) {
        return parse("namespace", path);
    }

    /**
     * Takes what {@link #encoded()} gave out before, unchecked: for backends that read it back. Of {@link #end()} and
     * {@link #next()} it makes a place in the order, good for comparing only.
     */
    public static Namespace decoded(String encoded) {
        List<String> segments = new ArrayList<>();
        int from = 0;
        for (int end = encoded.indexOf(END); end >= 0; end = encoded.indexOf(END, from)) {
            segments.add(encoded.substring(from, end));
            from = end + 1;
        }
        return new Namespace(segments, encoded);
    }

    /** As parsed. */
    public String path() {
        return String.join("/", segments);
    }

    public List<String> segments() {
        return segments;
    }

    public int depth() {
        return segments.size();
    }

    public boolean isRoot() {
        return segments.isEmpty();
    }

    /**
     * Text for a store that compares bytes: a namespace holds another exactly when its encoded text begins the other's, so
     * all it holds is one range, from this to {@link #end()}.
     */
    public String encoded() {
        return encoded;
    }

    /** Just beyond the encoded text of all that this holds; null for the root, which has no end. */
    public @Nullable String end() {
        return segments.isEmpty() ? null : encoded.substring(0, encoded.length() - 1) + '\u0002';
    }

    /** At or before the encoded text of all that comes after this one alone, those below it included. */
    public String next() {
        return encoded + END;
    }

    /** Whether {@code other} is this or below it. */
    public boolean holds(Namespace other) {
        return other.encoded.startsWith(encoded);
    }

    /** The first {@code depth} segments; this where it has no more. */
    public Namespace cut(int depth) {
        return segments.size() <= depth ? this : of(segments.subList(0, depth));
    }

    /**
     * The same below {@code to} in place of {@code from}, which must hold this.
     *
     * @throws LimitExceeded where that would be too long or too deep
     */
    public Namespace moved(Namespace from, Namespace to) {
        List<String> moved = new ArrayList<>(to.segments);
        moved.addAll(segments.subList(from.segments.size(), segments.size()));
        return parse("namespace", String.join("/", moved));
    }

    @Override
    public int compareTo(Namespace other) {
        return Texts.BYTE_ORDER.compare(encoded, other.encoded);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Namespace that && that.encoded.equals(encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    @Override
    public String toString() {
        return path();
    }
}
