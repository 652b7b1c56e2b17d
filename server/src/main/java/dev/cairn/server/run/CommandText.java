package dev.cairn.server.run;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command as one line that a shell would read back as the same words. */
final class CommandText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9@%+=:,./_*-]+");

    private CommandText() {}

    static String of(List<String> words) {
        return words.stream().map(CommandText::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
