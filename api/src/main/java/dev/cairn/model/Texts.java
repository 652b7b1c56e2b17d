package dev.cairn.model;

import java.util.Comparator;

/** What every engine can hold as text: any Unicode but NUL and unpaired surrogates (clause KEY-2). */
public final class Texts {
    /** Clause KEY-1: the order of the UTF-8 bytes, which is that of the code points and not that of {@code compareTo}. */
    public static final Comparator<String> BYTE_ORDER = Texts::compare;

    private Texts() {}

    private static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // UTF-16 sorts surrogates, so code points from U+10000 on, below U+E000 to U+FFFF
                boolean differ = Character.isSurrogate(x) != Character.isSurrogate(y);
                return differ ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** Where the first unpaired surrogate stands, or -1. */
    public static int unpairedSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }
}
