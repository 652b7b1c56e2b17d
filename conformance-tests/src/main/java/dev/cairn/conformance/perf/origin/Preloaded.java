package dev.cairn.conformance.perf.origin;

import dev.cairn.CairnWorkspace;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Load;
import dev.cairn.conformance.perf.Load.Threads;
import dev.cairn.conformance.perf.RecordedLife;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.SampleData;
import dev.cairn.model.BlobRef;
import dev.cairn.model.ExecutionFilter;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A database with finished executions, each with 4 steps and 2 artifacts. */
final class Preloaded implements AutoCloseable {
    /** As the published runs had. */
    static final int PUBLISHED = 121;

    private static final int CALLERS = 16;

    private final Backend.Database database;
    private final CairnWorkspace workspace;
    private final BlobRef content;
    private final List<String> ids;

    Preloaded(Backend backend, int executions) throws Exception {
        database = backend.create();
        database.cairn().workspaces().ensure(SampleData.WORKSPACE);
        workspace = database.cairn().workspace(SampleData.WORKSPACE);
        byte[] report = "the report".getBytes(StandardCharsets.UTF_8);
        content = workspace.artifacts().stage(new ByteArrayInputStream(report), report.length);
        RecordedLife life = new RecordedLife(workspace, 0);
        ConcurrentLinkedQueue<String> lived = new ConcurrentLinkedQueue<>();
        Load.counted(
                        CALLERS,
                        Threads.VIRTUAL,
                        executions,
                        Load.Callers.shared(n -> lived.add(life.live(n, artifact -> content))))
                .requireClean();
        ids = List.copyOf(lived);
    }

    CairnWorkspace workspace() {
        return workspace;
    }

    Backend.Database database() {
        return database;
    }

    /** Kept already, for artifacts to link. */
    BlobRef content() {
        return content;
    }

    String pick(long n) {
        return ids.get((int) (n * 7_919 % ids.size()));
    }

    int size() {
        return ids.size();
    }

    long count() {
        return count(database);
    }

    static long count(Backend.Database database) {
        return database.cairn()
                .store()
                .read(
                        SampleData.WORKSPACE,
                        "bench.count",
                        view -> view.executions().count(ExecutionFilter.ALL, Long.MAX_VALUE));
    }

    Result.Builder result(Backend backend, String name) {
        return Result.of(OriginStorage.NAME, backend.name(), name)
                .durability(database.cairn().store().description().durability());
    }

    static void require(boolean fact, String otherwise) {
        if (!fact) {
            throw new IllegalStateException("the store does not hold what was acknowledged: " + otherwise);
        }
    }

    @Override
    public void close() throws Exception {
        database.close();
    }
}
