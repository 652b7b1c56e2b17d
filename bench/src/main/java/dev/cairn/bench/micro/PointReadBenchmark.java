package dev.cairn.bench.micro;

import dev.cairn.CairnWorkspace;
import dev.cairn.bench.engine.Engines;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Floor;
import dev.cairn.conformance.perf.SampleData;
import dev.cairn.logic.PageRequest;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A row of SQLite as an execution, through the whole of a point read and of a page, and beside them the same statements
 * bare, values read and thrown away: the difference is mapping, the contract and the hand-over to the store.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls open
public class PointReadBenchmark {
    private static final int ROWS = 1_000;
    private static final int PAGE = 50;

    private final PageRequest first = PageRequest.first(PAGE);
    private Path directory;
    private Backend backend;
    private Backend.Database database;
    private Backend.Database other;
    private CairnWorkspace workspace;
    private Floor floor;
    private Floor.Lane lane;
    private String id;
    private String otherId;

    @Setup(Level.Trial)
    public void open() throws Exception {
        directory = Files.createTempDirectory("cairn-bench-micro");
        backend = Engines.open("sqlite", directory);
        database = backend.create();
        other = backend.create();
        id = fill(database);
        otherId = fill(other);
        workspace = database.cairn().workspace(SampleData.WORKSPACE);
        Floor below = other.floor();
        if (below == null) {
            throw new IllegalStateException("SQLite has a floor");
        }
        floor = below;
        lane = floor.lane();
    }

    private static String fill(Backend.Database database) {
        database.cairn().workspaces().ensure(SampleData.WORKSPACE);
        List<Execution> executions = SampleData.executions(ROWS);
        SampleData.fill(database.cairn(), executions);
        return executions.get(ROWS / 2).id();
    }

    @Benchmark
    public Execution pointRead() {
        return workspace.executions().get(id);
    }

    @Benchmark
    public String pointReadBare() throws Exception {
        return lane.find(otherId);
    }

    @Benchmark
    public Page<Execution> pageOf50() {
        return workspace.executions().list(ExecutionFilter.ALL, first);
    }

    @Benchmark
    public List<String> pageOf50Bare() throws Exception {
        return lane.page(PAGE);
    }

    @TearDown(Level.Trial)
    public void close() throws Exception {
        lane.close();
        floor.close();
        other.close();
        database.close();
        backend.close();
        Files.deleteIfExists(directory);
    }
}
