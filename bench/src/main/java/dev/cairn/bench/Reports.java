package dev.cairn.bench;

import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.report.HtmlReport;
import dev.cairn.conformance.perf.report.JsonReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that a run leaves behind; also when it is interrupted, with what was measured until then. */
record Reports(
        Map<String, @Nullable Object> machine,
        Run run,
        @Nullable Path json,
        @Nullable Path html) {
    void write() {
        JsonReport report = new JsonReport(machine, run.results());
        try {
            if (json != null) {
                Files.writeString(json, report.text());
            }
            if (html != null) {
                Files.writeString(html, HtmlReport.of(report));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
