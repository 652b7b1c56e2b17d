package dev.cairn.conformance.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The clauses of docs/contract.md by section, in the order of that page. */
public record Contract(Map<String, List<String>> sections) {
    private static final Pattern SECTION = Pattern.compile("## (.+)");
    private static final Pattern CLAUSE = Pattern.compile("\\| *([A-Z]+-\\d+) *\\|.*");

    public static Contract read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /** @throws IllegalArgumentException when an id stands twice, or nothing is found */
    public static Contract parse(String markdown) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> ids = new ArrayList<>();
        String section = "";
        for (String line : markdown.lines().toList()) {
            Matcher heading = SECTION.matcher(line);
            Matcher clause = CLAUSE.matcher(line);
            if (heading.matches()) {
                section = heading.group(1);
            } else if (clause.matches()) {
                String id = clause.group(1);
                if (ids.contains(id)) {
                    throw new IllegalArgumentException(id + " stands twice");
                }
                ids.add(id);
                sections.computeIfAbsent(section, s -> new ArrayList<>()).add(id);
            }
        }
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("no clause found");
        }
        return new Contract(sections);
    }

    /** All ids, in the order of the page. */
    public List<String> ids() {
        return sections.values().stream().flatMap(List::stream).toList();
    }
}
