package dev.cairn.server.config;

import dev.cairn.spi.Setting;
import dev.cairn.spi.StoreProvider;
import java.util.Locale;
import java.util.Set;

/** How settings are named in the environment, on the command line and in files. */
final class Names {
    static final String BACKEND = "CAIRN_BACKEND";

    /** Read by the launcher, the command-line client and the tests, not by the server. */
    private static final Set<String> OTHERS = Set.of(
            "CAIRN_JAVA_OPTS",
            "CAIRN_JAVA_HOME",
            "CAIRN_URL",
            "CAIRN_WORKSPACE",
            "CAIRN_ACTOR",
            "CAIRN_REASON",
            "CAIRN_SPOOL",
            "CAIRN_CONFIG");

    private Names() {}

    static String server(Setting setting) {
        return "CAIRN_" + setting.name().toUpperCase(Locale.ROOT);
    }

    static String prefix(StoreProvider provider) {
        return "CAIRN_" + provider.name().toUpperCase(Locale.ROOT) + "_";
    }

    static String of(StoreProvider provider, Setting setting) {
        return prefix(provider) + setting.name().toUpperCase(Locale.ROOT);
    }

    /** Files and flags may also say {@code http.port} for {@code CAIRN_HTTP_PORT}. */
    static String canonical(String key) {
        String upper = key.strip().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        return upper.startsWith("CAIRN_") ? upper : "CAIRN_" + upper;
    }

    static boolean forOthers(String name) {
        return OTHERS.contains(name) || name.startsWith("CAIRN_TEST_");
    }

    /** How many insertions, deletions and replacements lead from one name to the other. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
