package dev.cairn.conformance.perf.report;

import dev.cairn.conformance.perf.report.MeasuredTable.Row;
import dev.cairn.conformance.perf.report.MeasuredTable.Show;
import java.util.List;

/** Which figures README.md shows. */
final class MeasuredRows {
    static final List<Row> ALL = List.of(
            new Row("point reads/s, 8 callers", "floor", "point read", 8, Show.RATE),
            new Row("pages of 50/s, 8 callers", "floor", "page of 50", 8, Show.RATE),
            new Row("feed polls of 100 changes/s, 8 callers", "floor", "feed poll of 100 changes", 8, Show.RATE),
            new Row("durable creates/s, 64 callers", "floor", "create", 64, Show.RATE),
            new Row("creates/s, 100 in one write", "floor", "create 100 in one write", 8, Show.RATE),
            new Row("status changes/s, 64 callers", "floor", "status change", 64, Show.RATE),
            new Row("log lines/s, batches of 100, 64 callers", "floor", "append 100 log lines", 64, Show.RATE));

    private MeasuredRows() {}
}
