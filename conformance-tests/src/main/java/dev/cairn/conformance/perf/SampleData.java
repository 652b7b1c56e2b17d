package dev.cairn.conformance.perf;

import dev.cairn.Cairn;
import dev.cairn.logic.IdMinter;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.JsonObject;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLevel;
import dev.cairn.model.LogStream;
import dev.cairn.model.WorkspaceId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is stored while measuring: executions of a build, with lines as builds print them. */
public final class SampleData {
    public static final WorkspaceId WORKSPACE = new WorkspaceId("bench");

    private static final IdMinter IDS = new IdMinter(InstantSource.system());
    private static final JsonObject MESSAGE = JsonObject.parse(
            "content", "{\"message\":\"What the build said about the module that was changed last\",\"tokens\":128}");
    private static final JsonObject METADATA = JsonObject.parse(
            "metadata", "{\"branch\":\"main\",\"commit\":\"9fceb02d0ae598e95dc970b74767f19372d61af8\"}");
    /** Also what a poll of the feed asks for: a page never splits a transaction. */
    static final int FILL_BATCH = 100;

    private SampleData() {}

    /** A new pending execution with an id in time order, as the store mints them. */
    public static Execution execution() {
        String id = IDS.next();
        return new Execution(
                id,
                "build " + id,
                "mvn -B verify",
                "/work/checkout",
                ExecutionStatus.PENDING,
                null,
                null,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                null,
                null,
                Map.of("CI", "true"),
                "ci",
                List.of(),
                METADATA,
                0,
                0,
                -1,
                false,
                1);
    }

    /** The next version, running since its creation. */
    public static Execution started(Execution e) {
        return new Execution(
                e.id(),
                e.name(),
                e.command(),
                e.workingDirectory(),
                ExecutionStatus.RUNNING,
                null,
                null,
                e.createdAt(),
                e.createdAt(),
                null,
                e.environment(),
                e.user(),
                e.tags(),
                e.metadata(),
                0,
                0,
                -1,
                false,
                e.version() + 1);
    }

    public static List<Execution> executions(int count) {
        List<Execution> executions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            executions.add(execution());
        }
        return executions;
    }

    /** Stores them through the roles of the contract, in large transactions. */
    public static void fill(Cairn cairn, List<Execution> executions) {
        for (int from = 0; from < executions.size(); from += FILL_BATCH) {
            List<Execution> part = executions.subList(from, Math.min(from + FILL_BATCH, executions.size()));
            cairn.store().write(WORKSPACE, "bench.fill", tx -> {
                part.forEach(tx.executions()::insert);
                return part.size();
            });
        }
    }

    /** Lines of a build, about 90 characters each, no two alike. */
    public static List<LogEntry> lines(long from, int count) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<LogEntry> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long n = from + i;
            String text = "[INFO] Compiling module-" + n % 97 + " source file " + Long.toString(n * 2_654_435_761L, 36)
                    + "Test.java to target/classes (" + n * 31 % 1_000 + " ms)";
            lines.add(new LogEntry(now.plusNanos(n * 1_000), LogLevel.INFO, LogStream.STDOUT, 0, text, null, false));
        }
        return lines;
    }

    /** The content of an event. */
    public static JsonObject message() {
        return MESSAGE;
    }
}
