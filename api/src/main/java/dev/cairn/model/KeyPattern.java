package dev.cairn.model;

/**
 * Keys to look for: {@code *} stands for any text, {@code ?} for one character; everything else for itself, by bytes.
 * The whole key must match.
 */
public record KeyPattern(String text) {
    /** The one definition of what matches that every backend shares (clause MEM-5). */
    public boolean matches(String key) {
        int[] pattern = text.codePoints().toArray();
        int[] given = key.codePoints().toArray();
        int p = 0;
        int k = 0;
        int star = -1;
        int resume = 0;
        while (k < given.length) {
            if (p < pattern.length && pattern[p] == '*') {
                star = p++;
                resume = k;
            } else if (p < pattern.length && (pattern[p] == '?' || pattern[p] == given[k])) {
                p++;
                k++;
            } else if (star >= 0) {
                // the last star takes one character more
                p = star + 1;
                k = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == '*') {
            p++;
        }
        return p == pattern.length;
    }

    /** The same as a GLOB pattern. */
    public String glob() {
        return text.replace("[", "[[]");
    }

    /** The same as a LIKE pattern with the escape character {@code \}. */
    public String like() {
        StringBuilder like = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '*' -> like.append('%');
                case '?' -> like.append('_');
                case '%', '_', '\\' -> like.append('\\').appendCodePoint(c);
                default -> like.appendCodePoint(c);
            }
        });
        return like.toString();
    }
}
