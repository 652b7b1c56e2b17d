package dev.cairn.logic.execution;

import dev.cairn.error.LimitExceeded;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Limits;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Masks what looks like a secret in an environment before it reaches a store (clause EXEC-5). It errs on the side of
 * masking: a masked harmless value costs little.
 */
public final class Secrets {
    public static final String MASK = "***";

    private static final Set<String> WORDS = Set.of(
            "KEY",
            "KEYS",
            "AUTH",
            "AUTHORIZATION",
            "PASS",
            "PWD",
            "PAT",
            "PIN",
            "COOKIE",
            "SIGNATURE",
            "BEARER",
            "JWT",
            "DSN");
    private static final Pattern NAME_PARTS =
            Pattern.compile("SECRET|TOKEN|PASSW|PASSPHRASE|CREDENTIAL|APIKEY|PRIVATE");
    private static final Pattern SEPARATORS = Pattern.compile("[^A-Z0-9]+");
    // bounded repetitions only: hostile values must not cost quadratic time
    private static final Pattern KNOWN_FORM = Pattern.compile(
            "gh[opsu]_\\w{20}|github_pat_\\w{20}|glpat-[\\w-]{15}|xox[abp]-[\\w-]{10}|AKIA[0-9A-Z]{16}|sk-[\\w-]{20}"
                    + "|eyJ[\\w-]{1,512}\\.eyJ[\\w-]|-----BEGIN [A-Z ]{0,20}PRIVATE KEY");

    private Secrets() {}

    /** The shell's working directories are not passwords, whatever they are called. */
    private static boolean looksSecret(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.equals("PWD") || upper.equals("OLDPWD")) {
            return false;
        }
        return NAME_PARTS.matcher(upper).find()
                || SEPARATORS.splitAsStream(upper).anyMatch(WORDS::contains);
    }

    /** The value as it may be kept under that name. */
    public static String masked(String name, String value) {
        if (value.isEmpty()) {
            return value;
        }
        return looksSecret(name) ? MASK : maskedText(value);
    }

    /** Text with passwords in URLs and tokens of well-known forms replaced. */
    public static String maskedText(String text) {
        if (KNOWN_FORM.matcher(text).find()) {
            return MASK;
        }
        return maskedUrls(text);
    }

    /** Masks the password in every {@code scheme://user:password@host}. It may hold an @ itself: the last one counts. */
    private static String maskedUrls(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        int done = 0;
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
            int start = at + 3;
            int password = -1;
            int host = -1;
            for (int i = start; i < text.length() && text.charAt(i) != '/'; i++) {
                char c = text.charAt(i);
                if (Character.isWhitespace(c)) {
                    break;
                }
                password = c == ':' && password < 0 ? i : password;
                host = c == '@' ? i : host;
            }
            if (start >= done && password >= 0 && password < host) {
                masked.append(text, done, password + 1).append(MASK);
                done = host;
            }
        }
        return masked.append(text, done, text.length()).toString();
    }

    static Map<String, String> environment(@Nullable Map<String, String> environment) {
        if (environment == null) {
            return Map.of();
        }
        if (environment.size() > Limits.ENVIRONMENT_ENTRIES) {
            throw new LimitExceeded("environment", Limits.ENVIRONMENT_ENTRIES, environment.size());
        }
        Map<String, String> kept = new LinkedHashMap<>();
        long size = 0;
        for (Map.Entry<String, String> entry : environment.entrySet()) {
            String name = Inputs.text("environment", entry.getKey(), Limits.ENVIRONMENT_TEXT);
            String value = Inputs.text("environment." + name, entry.getValue(), Limits.ENVIRONMENT_TEXT);
            size += name.length() + value.length();
            kept.put(name, masked(name, value));
        }
        if (size > Limits.ENVIRONMENT_TEXT) {
            throw new LimitExceeded("environment", Limits.ENVIRONMENT_TEXT, size);
        }
        return kept;
    }
}
