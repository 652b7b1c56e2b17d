package dev.cairn.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.KitScan.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each weakness of docs/weaknesses.md has tests, and each of these says so in its display name. */
class WeaknessTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("^\\| (G\\.\\d\\.\\d+) \\|.*\\| ([^|]+) \\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    /** Where backends test themselves. */
    private static final List<String> MODULES = List.of("store-memory", "store-sqlite", "store-postgres", "server");

    private static Map<String, List<MatchResult>> table() throws IOException {
        Map<String, List<MatchResult>> table = new TreeMap<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs").resolve("weaknesses.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.find()) {
                table.put(row.group(1), TEST.matcher(row.group(2)).results().toList());
            }
        }
        return table;
    }

    @Test
    void the_table_has_every_weakness() throws IOException {
        assertThat(table().keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                IntStream.rangeClosed(1, 16).mapToObj(i -> "G.1." + i),
                                IntStream.rangeClosed(1, 11).mapToObj(i -> "G.2." + i))
                        .toList());
    }

    @Test
    void each_test_of_the_table_is_there_and_names_its_weakness() throws IOException {
        List<Found> kit = KitScan.tests();
        List<String> wrong = new ArrayList<>();
        for (var row : table().entrySet()) {
            Pattern named = Pattern.compile(Pattern.quote(row.getKey()) + "(?!\\d)");
            if (row.getValue().isEmpty()) {
                wrong.add(row.getKey() + " names no test");
            }
            for (MatchResult test : row.getValue()) {
                if (!name(kit, test.group(1), test.group(2))
                        .filter(named.asPredicate())
                        .isPresent()) {
                    wrong.add(row.getKey() + ": " + test.group() + " is not there or does not name it");
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** The display name of a test of the kit, or the text before a test of a backend's own. */
    private static Optional<String> name(List<Found> kit, String type, String method) throws IOException {
        Optional<String> found = kit.stream()
                .filter(test -> test.type().getSimpleName().equals(type)
                        && test.method().equals(method))
                .map(Found::displayName)
                .findFirst();
        if (found.isPresent()) {
            return found;
        }
        for (String module : MODULES) {
            try (Stream<Path> files =
                    Files.walk(ROOT.resolve(module).resolve("src").resolve("test"))) {
                Optional<Path> file =
                        files.filter(path -> path.endsWith(type + ".java")).findFirst();
                if (file.isPresent()) {
                    String text = Files.readString(file.get());
                    int at = text.indexOf(" " + method + "(");
                    return at < 0 ? Optional.empty() : Optional.of(text.substring(text.lastIndexOf("@Test", at), at));
                }
            }
        }
        return Optional.empty();
    }
}
