package dev.cairn.conformance.perf.growth;

import dev.cairn.CairnWorkspace;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Load;
import dev.cairn.conformance.perf.Load.Threads;
import dev.cairn.conformance.perf.RecordedLife;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.SampleData;
import dev.cairn.conformance.perf.Stored;
import dev.cairn.model.BlobRef;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogQuery;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What is stored for an execution and for a byte of log text. */
public final class StoredBytes {
    private static final int CALLERS = 16;
    private static final int APPENDERS = 8;
    private static final int BATCH = 100;
    private static final int LINES_PER_LOG = 10_000;

    private StoredBytes() {}

    /** Executions with {@value RecordedLife#STEPS} steps and {@value RecordedLife#ARTIFACTS} artifacts. */
    public static Result.Builder perExecution(String suite, Backend backend, int lives) throws Exception {
        try (Backend.Database database = backend.create()) {
            CairnWorkspace workspace = workspace(database);
            byte[] content = "one content for all artifacts".getBytes(StandardCharsets.UTF_8);
            BlobRef ref = workspace.artifacts().stage(new ByteArrayInputStream(content), content.length);
            long empty = Stored.bytes(database);
            RecordedLife life = new RecordedLife(workspace, 0);
            Load.counted(CALLERS, Threads.VIRTUAL, lives, Load.Callers.shared(n -> life.live(n, artifact -> ref)))
                    .requireClean();
            double bytes = (double) (Stored.bytes(database) - empty) / lives;
            return Result.of(suite, backend.name(), "bytes per execution with 4 steps and 2 artifacts")
                    .rows(lives)
                    .durability(database.cairn().store().description().durability())
                    .value(bytes, "bytes")
                    .published("7.9 KB")
                    .note("target 4,096 on SQLite; " + life.writes() + " commits each (created, started, 4 steps opened"
                            + " running and completed, 2 artifact rows, finished), all indexes and every line of the change"
                            + " log counted, nothing compacted, after a checkpoint, less an empty migrated database of "
                            + String.format(java.util.Locale.ROOT, "%,d", empty)
                            + " bytes; the content of artifacts and logs is not counted")
                    .note(
                            "the published figure divided an empty schema (57,344 bytes) and the WAL of about 42 commits by"
                                    + " 121: its executions were not in those files");
        }
    }

    /** A build's output, in batches of {@value #BATCH} lines. */
    static void perLogByte(Run run, Backend backend, int lines) throws Exception {
        BuildLog log = new BuildLog();
        try (Backend.Database database = backend.create()) {
            CairnWorkspace workspace = workspace(database);
            int logs = Math.max(1, lines / LINES_PER_LOG);
            List<String> ids = java.util.stream.IntStream.range(0, logs)
                    .mapToObj(i -> RecordedLife.create(workspace))
                    .toList();
            long empty = Stored.bytes(database);
            AtomicLong text = new AtomicLong();
            int batchesPerLog = lines / BATCH / logs;
            // one appender per log: batches of one log stay in order
            Load.counted(APPENDERS, Threads.VIRTUAL, logs, Load.Callers.shared(n -> {
                        for (int batch = 0; batch < batchesPerLog; batch++) {
                            List<LogEntry> entries = log.lines((n * batchesPerLog + batch) * BATCH, BATCH);
                            text.addAndGet(bytes(entries));
                            workspace.logs().append(ids.get((int) n), entries);
                        }
                    }))
                    .requireClean();
            verify(workspace, log, ids, batchesPerLog);
            double ratio = (double) (Stored.bytes(database) - empty) / text.get();
            run.add(Result.of("growth", backend.name(), "bytes stored per byte of log text")
                    .durability(database.cairn().store().description().durability())
                    .value(ratio, "bytes")
                    .note(String.format(
                            java.util.Locale.ROOT,
                            "target 0.5; %,d lines, %,d bytes of UTF-8 without line ends, in %,d logs and batches of %d:"
                                    + " the output of mvn -X test-compile (%,d lines), repeated with every digit replaced"
                                    + " by a random one and times some milliseconds apart, so that nothing repeats exactly;"
                                    + " indexes and change log counted, after a checkpoint, less the database before the"
                                    + " first line",
                            (long) logs * batchesPerLog * BATCH,
                            text.get(),
                            logs,
                            BATCH,
                            log.length())));
        }
    }

    private static void verify(CairnWorkspace workspace, BuildLog log, List<String> ids, int batchesPerLog) {
        int last = ids.size() - 1;
        long expected = (long) batchesPerLog * BATCH;
        var read = workspace
                .logs()
                .read(ids.get(last), new LogQuery(0, Long.MAX_VALUE, false, null, null, null, null), BATCH);
        List<LogEntry> entries = log.lines(last * expected, BATCH);
        for (int i = 0; i < BATCH; i++) {
            if (!read.lines().get(i).entry().equals(entries.get(i))) {
                throw new IllegalStateException(
                        "line " + i + " came back as " + read.lines().get(i));
            }
        }
        if (read.lastSequence() != expected) {
            throw new IllegalStateException(
                    expected + " lines were acknowledged, " + read.lastSequence() + " are stored");
        }
    }

    private static CairnWorkspace workspace(Backend.Database database) {
        database.cairn().workspaces().ensure(SampleData.WORKSPACE);
        return database.cairn().workspace(SampleData.WORKSPACE);
    }

    private static long bytes(List<LogEntry> entries) {
        return entries.stream()
                .mapToLong(entry -> entry.content().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
