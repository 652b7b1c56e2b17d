package dev.cairn.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.StoreFixture;
import dev.cairn.model.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Proves the kit itself: every mutant fails a test of the clause that it breaks, and the right store passes the same
 * tests. One class for one backend is enough:
 *
 * <pre>{@code
 * @StoreUnderTest(value = MemoryFixture.class, report = false)
 * class MemoryMutantsTest extends MutantConformance {}
 * }</pre>
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class MutantConformance {
    /** What a broken store never does need not be waited for long. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<String, Map<String, Object>> results = Collections.synchronizedMap(new TreeMap<>());

    @Test
    @DisplayName("the right store passes every test that mutants are tried with")
    void control(StoreFixture fixture) {
        Set<String> clauses = Mutants.ALL.stream().map(Mutant::clause).collect(Collectors.toSet());
        KitRun.Result result = KitRun.of(fixture, store -> store, clauses, Race.PATIENCE);
        assertThat(result.failed()).isEmpty();
        assertThat(result.passed()).isGreaterThanOrEqualTo(clauses.size());
    }

    @TestFactory
    @DisplayName("caught:")
    Stream<DynamicTest> mutants(StoreFixture fixture) {
        return Mutants.ALL.stream()
                .map(mutant -> DynamicTest.dynamicTest(mutant.toString(), () -> {
                    KitRun.Result result = KitRun.of(fixture, mutant.plant(), Set.of(mutant.clause()), PATIENCE);
                    record(mutant, result);
                    assertThat(result.failed())
                            .as("tests of %s that fail on the mutant; %d passed", mutant.clause(), result.passed())
                            .isNotEmpty();
                }));
    }

    private void record(Mutant mutant, KitRun.Result result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("clause", mutant.clause());
        json.put("defect", mutant.defect());
        json.put("caught", !result.failed().isEmpty());
        json.put("failed", List.copyOf(result.failed()));
        json.put("passed", (long) result.passed());
        results.put(mutant.name(), json);
    }

    @AfterAll
    void report() throws IOException {
        Path file = Path.of("target", "conformance", "mutants.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, JsonObject.of(results).text() + "\n");
    }
}
