package dev.cairn.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.bench.engine.Engines;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Suite;
import dev.cairn.conformance.perf.growth.GrowthSuite;
import dev.cairn.conformance.perf.origin.OriginStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the suites above the store measure, and find again what they wrote; never how fast anything is. */
@Timeout(120)
class StorageSuitesTest {
    private final Run run = new Run(Duration.ofMillis(5), 1, doing -> {}, result -> {});

    @TempDir
    Path directory;

    private List<Result> measure(Suite suite, String name) throws Exception {
        try (Backend backend = Engines.open(name, directory)) {
            suite.run(run, backend);
        }
        return run.results();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "sqlite"})
    void growthIsMeasuredAgainstASmallDatabase(String backend) throws Exception {
        Suite suite = new GrowthSuite(new GrowthSuite.Scale(List.of(100L, 1_000L), 10, 1_000, 300));
        List<Result> results = measure(suite, backend);
        assertThat(results)
                .filteredOn(result -> result.name().startsWith("growth of"))
                .hasSize(backend.equals("memory") ? 7 : 6)
                .allSatisfy(result -> {
                    assertThat(result.rows()).isEqualTo(result.name().contains("event") ? 300 : 1_000);
                    assertThat(result.value()).isPositive();
                });
        assertThat(results)
                .extracting(Result::name)
                .contains(
                        "bytes per execution with 4 steps and 2 artifacts",
                        "bytes stored per byte of log text",
                        "feed catch-up from the start",
                        "statistics over all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "sqlite"})
    void everyOriginWorkloadFindsWhatItWrote(String backend) throws Exception {
        List<Result> results = measure(new OriginStorage(20), backend);
        assertThat(results).hasSizeGreaterThan(100).allSatisfy(result -> {
            assertThat(result.published()).isNotEmpty();
            assertThat(result.note()).isNotEmpty();
        });
        assertThat(results)
                .extracting(Result::name)
                .contains(
                        "R5 60% reads, 40% writes",
                        "R6 whole lives",
                        "R8 commit, 20 calls",
                        "E.1 event append to one session, corrected",
                        "E.1 memory updates of one, corrected",
                        "E.3 refuse a cycle in a branched chain of 100, as published",
                        "E.4 100 claims at once with 100 ready, corrected",
                        "E.5 complete with 100 dependents, as published",
                        "E.5 10 chains of 20 by 8 workers, created and drained, corrected",
                        "E.6 prune a chain of 100, corrected");
        assertThat(results)
                .as("each figure has a name of its own")
                .extracting(result -> result.name() + result.threads() + result.rows())
                .doesNotHaveDuplicates();
    }
}
