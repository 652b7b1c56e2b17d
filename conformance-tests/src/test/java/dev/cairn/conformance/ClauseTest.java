package dev.cairn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.KitScan.Found;
import dev.cairn.conformance.report.Contract;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No clause without a test, no test without a clause, no weakness of the predecessor and no group forgotten. */
class ClauseTest {
    private static final Path CONTRACT = Path.of("..", "docs", "contract.md");

    @Test
    void every_clause_has_a_test_and_every_test_a_clause() throws IOException {
        assertThat(KitScan.problems(new TreeSet<>(Contract.read(CONTRACT).ids()), KitScan.tests()))
                .isEmpty();
    }

    @Test
    void the_check_names_what_is_missing_on_either_side() {
        Found good = new Found(String.class, "good", "", List.of("TX-1"));
        Found bare = new Found(String.class, "bare", "", List.of());
        Found unknown = new Found(String.class, "unknown", "", List.of("TX-1", "TX-9"));
        assertThat(KitScan.problems(Set.of("TX-1", "TX-2"), List.of(good, bare, unknown)))
                .containsExactly(
                        "String.bare names no clause",
                        "String.unknown names TX-9, which docs/contract.md does not know",
                        "TX-2 has no test");
        assertThat(KitScan.problems(Set.of("TX-1"), List.of(good))).isEmpty();
    }

    @Test
    void the_contract_is_read_by_section_and_refused_when_an_id_stands_twice() {
        Contract contract =
                Contract.parse("# x\n## A\n| id | promise |\n|---|---|\n| TX-1 | a |\n## B\n| KEY-10 | b |\n");
        assertThat(contract.sections()).containsOnlyKeys("A", "B");
        assertThat(contract.ids()).containsExactly("TX-1", "KEY-10");
        assertThatThrownBy(() -> Contract.parse("## A\n| TX-1 | a |\n| TX-1 | b |\n"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Contract.parse("nothing")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void each_of_the_seventeen_weaknesses_of_the_predecessor_has_a_test_that_says_so() {
        List<String> names = KitScan.tests().stream().map(Found::displayName).toList();
        List<Integer> without = IntStream.rangeClosed(1, 17)
                .filter(n -> names.stream().noneMatch(name -> name.matches("(?s).*weakness " + n + "\\b.*")))
                .boxed()
                .toList();
        assertThat(without).isEmpty();
    }

    @Test
    void every_group_runs_as_a_nested_class_of_StoreConformance() {
        Set<Class<?>> run = new java.util.HashSet<>();
        for (Class<?> nested : StoreConformance.class.getDeclaredClasses()) {
            for (Class<?> type = nested; type != null; type = type.getSuperclass()) {
                run.add(type);
            }
        }
        List<String> left = new ArrayList<>(KitScan.tests().stream()
                .map(Found::type)
                .filter(type -> Modifier.isAbstract(type.getModifiers()) && !run.contains(type))
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(left).isEmpty();
    }

    @Test
    void test_names_are_sentences() {
        assertThat(KitScan.tests())
                .allSatisfy(
                        test -> assertThat(test.displayName()).as(test.method()).contains(" "));
    }
}
