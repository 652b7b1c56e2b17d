package dev.cairn.server.config;

import java.util.regex.Pattern;

/** Hides passwords inside addresses (clause ERR-2). */
public final class Masks {
    static final String MASK = "***";

    private static final Pattern USER_INFO = Pattern.compile("(?<=://)([^/@:\\s]*):[^@/\\s]*@");
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)([?&;](?:\\w*password|\\w*secret|\\w*token|sslkey)=)[^&;\\s]*");

    private Masks() {}

    public static String passwords(String text) {
        String hidden = USER_INFO.matcher(text).replaceAll("$1:" + MASK + "@");
        return PARAMETER.matcher(hidden).replaceAll("$1" + MASK);
    }
}
