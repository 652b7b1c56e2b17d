package dev.cairn.model;

import dev.cairn.error.InvalidArgument;

/** The one rule for identifiers (clause KEY-3): 1 to 128 of {@code A-Z a-z 0-9 . _ : -}, and not only dots. */
public final class Ids {
    public static final int MAX_LENGTH = 128;

    private Ids() {}

    /**
     * @param field how the caller names this value
     * @return {@code id} itself
     * @throws InvalidArgument naming {@code field} when the id breaks the rule
     */
    public static String check(String field, String id) {
        int length = id.length();
        if (length == 0 || length > MAX_LENGTH) {
            throw new InvalidArgument(field, "must have 1 to " + MAX_LENGTH + " characters, has " + length);
        }
        boolean onlyDots = true;
        for (int i = 0; i < length; i++) {
            char c = id.charAt(i);
            if (!allowed(c)) {
                throw new InvalidArgument(
                        field, "may hold only letters, digits and . _ : - (found U+%04X at %d)".formatted((int) c, i));
            }
            onlyDots &= c == '.';
        }
        if (onlyDots) {
            throw new InvalidArgument(field, "must not consist of dots only");
        }
        return id;
    }

    private static boolean allowed(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '.'
                || c == '_'
                || c == ':'
                || c == '-';
    }
}
