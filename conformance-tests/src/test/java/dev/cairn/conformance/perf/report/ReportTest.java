package dev.cairn.conformance.perf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.conformance.perf.Result;
import dev.cairn.error.InvalidArgument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Result BESIDE = Result.of("floor", "sqlite", "point read")
            .threads(8)
            .rows(20_000)
            .rate(150_000)
            .floor(200_000)
            .note("</script> \"quoted\"")
            .build();
    private static final Result SIZE = Result.of("growth", "sqlite", "bytes per execution")
            .value(3_900, "bytes")
            .build();

    @TempDir
    Path directory;

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        Path file = directory.resolve("run.json");
        Files.writeString(file, new JsonReport(Map.of("processors", 2L), List.of(BESIDE, SIZE)).text());
        JsonReport read = JsonReport.read(file);
        assertThat(read.machine()).isEqualTo(Map.of("processors", 2L));
        assertThat(read.results()).containsExactly(BESIDE, SIZE);
    }

    @Test
    void anotherFileIsRefusedByName() throws Exception {
        Path file = Files.writeString(directory.resolve("other.json"), "{\"results\": 7}");
        assertThatExceptionOfType(InvalidArgument.class)
                .isThrownBy(() -> JsonReport.read(file))
                .withMessageContaining("other.json");
    }

    @Test
    void thePageHoldsTheFiguresAndNoTextEndsItsScript() {
        String page = HtmlReport.of(new JsonReport(Map.of(), List.of(BESIDE)));
        assertThat(page).contains("150000").contains("\\u003c/script>");
        assertThat(page.split("</script>", -1)).hasSize(2);
        assertThat(page).doesNotContain("http://").doesNotContain("https://");
    }

    @Test
    void aFasterMachineDoesNotHideAFallBesideTheFloor() {
        Result now = Result.of("floor", "sqlite", "point read")
                .threads(8)
                .rows(20_000)
                .rate(160_000)
                .floor(400_000)
                .build();
        Comparison comparison = new Comparison(List.of(BESIDE), List.of(now));
        assertThat(comparison.fell()).isTrue();
        assertThat(comparison.lines()).singleElement().satisfies(line -> {
            assertThat(line.change()).isBetween(0.53, 0.54);
            assertThat(line.toString()).startsWith("FELL").contains("point read, 8 callers");
        });
    }

    @Test
    void ofSizesMoreIsWorse() {
        Result larger = Result.of("growth", "sqlite", "bytes per execution")
                .value(5_000, "bytes")
                .build();
        assertThat(new Comparison(List.of(SIZE), List.of(larger)).fell()).isTrue();
        assertThat(new Comparison(List.of(larger), List.of(SIZE)).fell()).isFalse();
    }

    @Test
    void aNewFigureIsNamedNotCompared() {
        Comparison comparison = new Comparison(List.of(), List.of(BESIDE));
        assertThat(comparison.lines()).isEmpty();
        assertThat(comparison.unmatched()).singleElement().asString().contains("point read");
    }
}
