package dev.cairn.conformance.perf.report;

import dev.cairn.conformance.perf.report.MeasuredTable.Row;
import dev.cairn.conformance.perf.report.MeasuredTable.Show;
import java.util.List;

/** Which figures README.md shows. */
final class MeasuredRows {
    static final List<Row> ALL = List.of(
            new Row("point reads/s, 8 threads", "floor", "point read", 8, Show.RATE),
            new Row("pages of 50/s, 8 threads", "floor", "page of 50", 8, Show.RATE),
            new Row("polls of 100 changes/s, 8 threads", "floor", "feed poll of 100 changes", 8, Show.RATE),
            new Row("durable creates/s, 64 callers", "floor", "create", 64, Show.RATE),
            new Row("creates/s, 100 in one write", "floor", "create 100 in one write", 8, Show.RATE),
            new Row("status changes/s, 64 callers", "floor", "status change", 64, Show.RATE),
            new Row("log lines/s, batches of 100, 64 callers", "floor", "append 100 log lines", 64, Show.RATE),
            new Row("log lines/s, one by one, 64 callers", "floor", "append 1 log line", 64, Show.RATE),
            new Row("creates/s over HTTP, 64 connections", "http", "create", 64, Show.RATE),
            new Row("point reads/s over HTTP, 64 connections", "http", "point read", 64, Show.RATE),
            new Row("1,000 connections creating, p99", "http", "create, closed loop", 1_000, Show.P99),
            new Row("1,000 followers over SSE, 200 changes/s, p99", "feed", "delivery, SSE", 1_000, Show.P99),
            new Row("1,000 followers over WebSocket, p99", "feed", "delivery, WebSocket", 1_000, Show.P99),
            new Row(
                    "resident memory, mixed load, 1,000 followers",
                    "mixed",
                    "resident memory, 60/40 over HTTP at 200 changes/s with 1,000 followers",
                    null,
                    Show.VALUE),
            new Row("start to ready, empty store", "http", "start to ready, empty store", null, Show.VALUE),
            new Row(
                    "stored per execution with 4 steps and 2 artifacts",
                    "growth",
                    "bytes per execution with 4 steps and 2 artifacts",
                    null,
                    Show.VALUE),
            new Row("stored per byte of build log", "growth", "bytes stored per byte of log text", null, Show.VALUE));

    private MeasuredRows() {}
}
