package dev.cairn.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.bench.engine.Engines;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Run;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** That every micro-benchmark runs, in this JVM and much too short for a figure. */
@Timeout(120)
class MicroSuiteTest {
    private static final String IGNORE_LOCK = "jmh.ignoreLock";

    private final Run run = new Run(Duration.ofMillis(5), 1, doing -> {}, result -> {});

    @TempDir
    Path directory;

    @Test
    void everyBenchmarkGivesATimeAndItsAllocation() throws Exception {
        // another run of JMH on this machine does no harm here
        System.setProperty(IGNORE_LOCK, "true");
        try (Backend backend = Engines.open("memory", directory)) {
            MicroSuite suite = new MicroSuite("dev\\.cairn\\.bench\\.micro\\.", 0);
            suite.run(run, backend);
            suite.run(run, backend);
        } finally {
            System.clearProperty(IGNORE_LOCK);
        }
        assertThat(run.results())
                .filteredOn(result -> "ns".equals(result.unit()))
                .extracting(Result::name)
                .containsExactlyInAnyOrder(
                        "execution to json",
                        "json to new execution",
                        "parse metadata",
                        "feed cursor",
                        "encode 100 lines",
                        "decode 100 lines",
                        "point read",
                        "point read bare",
                        "page of 50",
                        "page of 50 bare");
        assertThat(run.results())
                .allSatisfy(result -> assertThat(result.value()).isNotNegative());
    }
}
