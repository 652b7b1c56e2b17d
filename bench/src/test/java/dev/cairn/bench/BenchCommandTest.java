package dev.cairn.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.report.JsonReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** That it measures at all, and what it says when it is used wrongly; never how fast anything is. */
@Timeout(120)
class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    private int bench(String... arguments) {
        return new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    /** Every backend, beside a floor that gives the same answers, each write verified to be stored. */
    @Test
    void theFloorSuiteMeasuresEveryBackend() throws Exception {
        Path json = directory.resolve("run.json");
        Path html = directory.resolve("run.html");
        List<String> arguments = new ArrayList<>(List.of(
                "--seconds=0.02",
                "--rounds=1",
                "--json=" + json,
                "--html=" + html,
                "--directory=" + directory.resolve("data")));
        List<String> backends = System.getProperty("conformance.skip", "").contains("postgres")
                ? List.of("memory", "sqlite")
                : List.of("memory", "sqlite", "postgres");
        backends.forEach(backend -> arguments.add("--backend=" + backend));
        assertThat(bench(arguments.toArray(String[]::new))).as(err::toString).isZero();

        List<Result> results = JsonReport.read(json).results();
        for (String backend : backends) {
            List<Result> own = results.stream()
                    .filter(result -> result.backend().equals(backend))
                    .toList();
            assertThat(own)
                    .extracting(Result::name)
                    .contains("point read", "page of 50", "create", "append 100 log lines");
            assertThat(own).allSatisfy(result -> {
                assertThat(result.rate()).isPositive();
                assertThat(result.errors()).isZero();
                assertThat(result.durability()).isNotEmpty();
                assertThat(result.ratio() != null).isEqualTo(!backend.equals("memory"));
            });
        }
        assertThat(Files.readString(html)).contains("append 100 log lines");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void wrongUsageIsRefusedBeforeAnythingIsMeasured() {
        assertThat(bench("--backend=sqlit")).isEqualTo(2);
        assertThat(bench("--suite=flor")).isEqualTo(2);
        assertThat(bench("--seconds=0")).isEqualTo(2);
        assertThat(bench("--rounds=0")).isEqualTo(2);
        assertThat(bench("--json=" + directory.resolve("no/run.json"))).isEqualTo(2);
        assertThat(bench("--compare=" + directory.resolve("none.json"))).isEqualTo(2);
        assertThat(err.toString()).contains("sqlit: there are memory, sqlite, postgres", "flor: there are floor");
        assertThat(out.toString()).isEmpty();
    }
}
