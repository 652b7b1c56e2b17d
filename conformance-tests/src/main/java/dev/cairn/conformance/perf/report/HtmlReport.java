package dev.cairn.conformance.perf.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A run as one page that needs nothing besides itself: bars beside floors, percentiles, curves, and every figure. */
public final class HtmlReport {
    private static final String PLACE = "\"REPORT\"";

    private HtmlReport() {}

    public static String of(JsonReport report) {
        // a closing tag inside a string would end the script
        return template().replace(PLACE, report.text().replace("<", "\\u003c"));
    }

    private static String template() {
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.html"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the page's template cannot be read", e);
        }
    }
}
