package dev.cairn.conformance.report;

import dev.cairn.model.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The compatibility table of README.md, made from the reports of the backends. It holds no versions and no times, so that
 * it changes only when the contract or what a backend keeps of it changes.
 *
 * <pre>{@code
 * CompatibilityTable [--check] docs/contract.md README.md REPORT.json...
 * }</pre>
 */
public final class CompatibilityTable {
    /** Where it stands in README.md. */
    public static final Section SECTION = new Section("compatibility");

    private static final Pattern CELL = Pattern.compile("(\\d+)/(\\d+)(?:, (\\d+) n/a)?");

    private CompatibilityTable() {}

    /** What one backend's run found, by clause. */
    public record Run(String backend, List<String> capabilities, Map<String, String> outcomes) {
        static Run parse(String json) {
            Map<String, ?> report = JsonObject.parse("report", json).asMap();
            Map<String, String> outcomes = new LinkedHashMap<>();
            if (report.get("clauses") instanceof Map<?, ?> clauses) {
                clauses.forEach((id, clause) -> {
                    if (clause instanceof Map<?, ?> members) {
                        outcomes.put((String) id, String.valueOf(members.get("outcome")));
                    }
                });
            }
            List<String> capabilities = report.get("capabilities") instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
            return new Run(String.valueOf(report.get("backend")), capabilities, outcomes);
        }

        /** {@code passed/applicable}; a clause that no test of the run was about counts as not passed. */
        private String cell(List<String> clauses) {
            long applicable = clauses.stream()
                    .filter(id -> !"not-applicable".equals(outcomes.get(id)))
                    .count();
            long passed = clauses.stream()
                    .filter(id -> "passed".equals(outcomes.get(id)))
                    .count();
            long without = clauses.size() - applicable;
            return passed + "/" + applicable + (without == 0 ? "" : ", " + without + " n/a");
        }
    }

    /** One row for each section of the contract, one column for each run, and the capabilities. */
    public static String render(Contract contract, List<Run> runs) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("clauses", runs.stream().map(Run::backend).toList()));
        rows.add(row("---", runs.stream().map(run -> "---").toList()));
        contract.sections()
                .forEach((section, ids) -> rows.add(row(
                        section + " (" + ids.size() + ")",
                        runs.stream().map(run -> run.cell(ids)).toList())));
        rows.add(row(
                "all (" + contract.ids().size() + ")",
                runs.stream().map(run -> run.cell(contract.ids())).toList()));
        rows.add(row(
                "capabilities",
                runs.stream()
                        .map(run -> run.capabilities().isEmpty() ? "none" : String.join(", ", run.capabilities()))
                        .toList()));
        StringBuilder table = new StringBuilder();
        rows.forEach(row -> table.append("| ").append(String.join(" | ", row)).append(" |\n"));
        return table.toString();
    }

    private static List<String> row(String first, List<String> rest) {
        List<String> row = new ArrayList<>(List.of(first));
        row.addAll(rest);
        return row;
    }

    /**
     * What is wrong with a table, without looking at any report: a section of the contract without its row, a row of
     * another section, numbers that do not add up to the section's clauses. Empty when nothing is.
     */
    public static List<String> problems(Contract contract, String table) {
        List<String> wrong = new ArrayList<>();
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String line : table.lines().filter(each -> each.startsWith("|")).toList()) {
            List<String> cells = Arrays.stream(line.substring(1).split("\\|", -1))
                    .map(String::strip)
                    .toList();
            rows.put(cells.getFirst(), cells.subList(1, cells.size() - 1));
        }
        Map<String, Integer> expected = new LinkedHashMap<>();
        contract.sections().forEach((section, ids) -> expected.put(section + " (" + ids.size() + ")", ids.size()));
        expected.put("all (" + contract.ids().size() + ")", contract.ids().size());
        List<String> names = new ArrayList<>(List.of("clauses", "---"));
        names.addAll(expected.keySet());
        names.add("capabilities");
        if (!names.equals(new ArrayList<>(rows.keySet()))) {
            wrong.add("the rows are " + rows.keySet() + ", the contract says " + names);
        }
        int columns = rows.getOrDefault("clauses", List.of()).size();
        if (columns == 0) {
            wrong.add("the table has no backend");
        }
        expected.forEach((name, clauses) -> {
            List<String> cells = rows.getOrDefault(name, List.of());
            if (cells.size() != columns || !cells.stream().allMatch(cell -> adds(cell, clauses))) {
                wrong.add("row \"" + name + "\" does not add up: " + cells);
            }
        });
        return wrong;
    }

    private static boolean adds(String cell, int clauses) {
        Matcher numbers = CELL.matcher(cell);
        if (!numbers.matches()) {
            return false;
        }
        int passed = Integer.parseInt(numbers.group(1));
        int applicable = Integer.parseInt(numbers.group(2));
        int without = numbers.group(3) == null ? 0 : Integer.parseInt(numbers.group(3));
        return passed <= applicable && applicable + without == clauses;
    }

    /** Writes the table; with {@code --check} only says whether it is current, by exit code 1 when not. */
    public static void main(String[] args) throws IOException {
        List<String> given = new ArrayList<>(List.of(args));
        boolean check = given.remove("--check");
        if (given.size() < 3) {
            System.err.println("usage: CompatibilityTable [--check] docs/contract.md README.md REPORT.json...");
            System.exit(2);
            return;
        }
        Contract contract = Contract.read(Path.of(given.get(0)));
        Path readme = Path.of(given.get(1));
        List<Run> runs = new ArrayList<>();
        for (String report : given.subList(2, given.size())) {
            runs.add(Run.parse(Files.readString(Path.of(report))));
        }
        String table = render(contract, runs);
        String text = Files.readString(readme);
        if (check) {
            boolean current = SECTION.in(text).equals(table);
            System.out.println(current ? "the compatibility table is current" : "README.md should say:\n" + table);
            System.exit(current ? 0 : 1);
        }
        Files.writeString(readme, SECTION.replace(text, table));
    }
}
