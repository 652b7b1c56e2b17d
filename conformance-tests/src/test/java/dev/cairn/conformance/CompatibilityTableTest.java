package dev.cairn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.conformance.report.CompatibilityTable;
import dev.cairn.conformance.report.CompatibilityTable.Run;
import dev.cairn.conformance.report.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of README.md: how it is made, and that the one there fits the contract of today. */
class CompatibilityTableTest {
    private static final Contract CONTRACT =
            Contract.parse("## Life\n| LIFE-1 | a |\n| LIFE-2 | b |\n## Plans\n| PLAN-1 | c |\n");
    private static final List<Run> RUNS = List.of(
            new Run("good", List.of("DURABLE"), Map.of("LIFE-1", "passed", "LIFE-2", "passed", "PLAN-1", "passed")),
            new Run("poor", List.of(), Map.of("LIFE-1", "failed", "PLAN-1", "not-applicable")));

    @Test
    void a_row_counts_what_passed_of_what_applies() {
        assertThat(CompatibilityTable.render(CONTRACT, RUNS)).isEqualTo("""
                        | clauses | good | poor |
                        | --- | --- | --- |
                        | Life (2) | 2/2 | 0/2 |
                        | Plans (1) | 1/1 | 0/0, 1 n/a |
                        | all (3) | 3/3 | 0/2, 1 n/a |
                        | capabilities | DURABLE | none |
                        """);
    }

    @Test
    void a_table_that_is_not_of_this_contract_is_found_out() {
        String table = CompatibilityTable.render(CONTRACT, RUNS);
        assertThat(CompatibilityTable.problems(CONTRACT, table)).isEmpty();
        assertThat(CompatibilityTable.problems(CONTRACT, "")).isNotEmpty();
        assertThat(CompatibilityTable.problems(CONTRACT, table.replace("2/2", "3/2")))
                .hasSize(1);
        assertThat(CompatibilityTable.problems(CONTRACT, table.replace("1/1", "1/2")))
                .hasSize(1);
        Contract grown =
                Contract.parse("## Life\n| LIFE-1 | a |\n| LIFE-2 | b |\n## Plans\n| PLAN-1 | c |\n| PLAN-2 | d |\n");
        assertThat(CompatibilityTable.problems(grown, table)).isNotEmpty();
    }

    @Test
    void the_table_of_the_readme_has_a_row_for_every_section_and_its_numbers_add_up() throws IOException {
        Path root = Path.of("..");
        assumeTrue(Files.exists(root.resolve("README.md")), "there is no README.md yet");
        String readme = Files.readString(root.resolve("README.md"));
        Contract contract = Contract.read(root.resolve("docs").resolve("contract.md"));
        assertThat(CompatibilityTable.problems(contract, CompatibilityTable.SECTION.in(readme)))
                .isEmpty();
    }
}
