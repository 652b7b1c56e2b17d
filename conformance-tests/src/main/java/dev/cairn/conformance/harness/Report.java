package dev.cairn.conformance.harness;

import dev.cairn.model.JsonObject;
import dev.cairn.store.Description;
import dev.cairn.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one run found, by clause; written to {@code target/conformance/NAME.json}. Safe for use by many threads. */
final class Report {
    /** How a test, or all tests of a clause, ended. */
    enum Outcome {
        PASSED("passed"),
        FAILED("failed"),
        WAIVED("waived"),
        NOT_APPLICABLE("not-applicable");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }
    }

    private record Entry(
            String test, Outcome outcome, @Nullable String reason) {}

    private final long started = System.nanoTime();
    private final Map<String, List<Entry>> byClause = new TreeMap<>(Comparator.comparing(Report::sortKey));
    private final List<Entry> tests = new ArrayList<>();
    private @Nullable Description description;
    private List<String> capabilities = List.of();

    /** {@code TX-10} after {@code TX-9}. */
    private static String sortKey(String clause) {
        int dash = clause.lastIndexOf('-');
        String number = clause.substring(dash + 1);
        return clause.substring(0, dash + 1) + "0".repeat(Math.max(0, 4 - number.length())) + number;
    }

    synchronized void describe(Store store) {
        if (description == null) {
            description = store.description();
            capabilities =
                    store.capabilities().stream().map(Enum::name).sorted().toList();
            System.out.printf(
                    "[conformance] %s: %s, schema %s, %s; capabilities %s%n",
                    description.backend(),
                    description.engine(),
                    description.schema(),
                    description.durability(),
                    capabilities);
        }
    }

    synchronized void record(String test, List<String> clauses, Outcome outcome, @Nullable String reason) {
        Entry entry = new Entry(test, outcome, reason);
        tests.add(entry);
        clauses.forEach(clause ->
                byClause.computeIfAbsent(clause, c -> new ArrayList<>()).add(entry));
        if (outcome == Outcome.WAIVED || outcome == Outcome.NOT_APPLICABLE) {
            System.out.printf("[conformance] %s %s \"%s\": %s%n", outcome.text, clauses, test, reason);
        }
    }

    synchronized Outcome outcome(String clause) {
        List<Entry> entries = byClause.getOrDefault(clause, List.of());
        for (Outcome worst : List.of(Outcome.FAILED, Outcome.WAIVED, Outcome.PASSED)) {
            if (entries.stream().anyMatch(entry -> entry.outcome() == worst)) {
                return worst;
            }
        }
        return Outcome.NOT_APPLICABLE;
    }

    private long count(Outcome outcome) {
        return tests.stream().filter(entry -> entry.outcome() == outcome).count();
    }

    synchronized void write(String name) throws IOException {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("backend", name);
        json.put("engine", description == null ? "" : description.engine());
        json.put("schema", description == null ? "" : description.schema());
        json.put("durability", description == null ? "" : description.durability());
        json.put("capabilities", capabilities);
        Map<String, @Nullable Object> counts = new LinkedHashMap<>();
        counts.put("total", (long) tests.size());
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome.text, count(outcome));
        }
        json.put("tests", counts);
        json.put("durationMillis", Duration.ofNanos(System.nanoTime() - started).toMillis());
        Map<String, @Nullable Object> clauses = new LinkedHashMap<>();
        byClause.forEach((clause, entries) -> clauses.put(clause, clause(clause, entries)));
        json.put("clauses", clauses);
        Path file = Path.of("target", "conformance", name + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, JsonObject.of(json).text() + "\n");
        System.out.printf(
                "[conformance] %s: %d tests, %d passed, %d failed, %d waived, %d not applicable%n",
                name,
                tests.size(),
                count(Outcome.PASSED),
                count(Outcome.FAILED),
                count(Outcome.WAIVED),
                count(Outcome.NOT_APPLICABLE));
    }

    private Map<String, @Nullable Object> clause(String clause, List<Entry> entries) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("outcome", outcome(clause).text);
        json.put("tests", (long) entries.size());
        List<String> notes = entries.stream()
                .filter(entry -> entry.outcome() != Outcome.PASSED)
                .map(entry -> entry.outcome().text + ": " + entry.test()
                        + (entry.reason() == null ? "" : ": " + entry.reason()))
                .toList();
        if (!notes.isEmpty()) {
            json.put("notes", notes);
        }
        return json;
    }
}
