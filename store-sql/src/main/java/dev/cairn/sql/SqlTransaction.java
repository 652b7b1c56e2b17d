package dev.cairn.sql;

import dev.cairn.model.Change;
import dev.cairn.model.Position;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.Recording;
import dev.cairn.store.ArtifactWriter;
import dev.cairn.store.AuditWriter;
import dev.cairn.store.ChainWriter;
import dev.cairn.store.DependencyWriter;
import dev.cairn.store.EventWriter;
import dev.cairn.store.ExecutionWriter;
import dev.cairn.store.LogWriter;
import dev.cairn.store.MemorySearch;
import dev.cairn.store.MemoryWriter;
import dev.cairn.store.ProducerWriter;
import dev.cairn.store.SessionWriter;
import dev.cairn.store.StateWriter;
import dev.cairn.store.StepWriter;
import dev.cairn.store.TaskQueue;
import dev.cairn.store.TaskWriter;
import dev.cairn.store.Transaction;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A transaction over the statements of a connection on which the engine has begun one. The engine also ends it. */
public final class SqlTransaction implements Transaction, AutoCloseable {
    private final SqlScope scope;
    private final Supplier<Position> position;
    private final SqlExecutions executions;

    /** @param position reads the place in the feed as of the transaction's start, on the same connection */
    public SqlTransaction(Mappers mappers, WorkspaceId workspace, Supplier<Position> position) {
        this.scope = new SqlScope(mappers, workspace);
        this.position = position;
        this.executions = new SqlExecutions(scope);
    }

    @Override
    public Position position() {
        scope.use();
        return position.get();
    }

    @Override
    public ExecutionWriter executions() {
        scope.use();
        return executions;
    }

    @Override
    public StepWriter steps() {
        scope.use();
        return new SqlSteps(scope);
    }

    @Override
    public LogWriter logs() {
        scope.use();
        return new SqlLogs(scope);
    }

    @Override
    public ArtifactWriter artifacts() {
        scope.use();
        return new SqlArtifacts(scope);
    }

    @Override
    public ProducerWriter producers() {
        scope.use();
        return new SqlProducers(scope);
    }

    @Override
    public SessionWriter sessions() {
        scope.use();
        return new SqlSessions(scope);
    }

    @Override
    public EventWriter events() {
        scope.use();
        return new SqlEvents(scope);
    }

    @Override
    public StateWriter state() {
        scope.use();
        return new SqlState(scope);
    }

    @Override
    public MemoryWriter memories() {
        scope.use();
        return new SqlMemories(scope);
    }

    @Override
    public MemorySearch memorySearch() {
        scope.use();
        return new SqlMemorySearch(scope);
    }

    @Override
    public AuditWriter audit() {
        scope.use();
        return new SqlAudit(scope);
    }

    @Override
    public ChainWriter chain() {
        scope.use();
        return new SqlChain(scope);
    }

    @Override
    public TaskWriter tasks() {
        scope.use();
        return new SqlTasks(scope);
    }

    @Override
    public TaskQueue queue() {
        scope.use();
        return new SqlTasks(scope);
    }

    @Override
    public DependencyWriter dependencies() {
        scope.use();
        return new SqlDependencies(scope);
    }

    /** Whether there is anything to tell in the feed, and so a revision to mint. */
    public boolean changed() {
        return !scope.changes().isEmpty();
    }

    /** What changed, for an engine that writes its change log in a way of its own. */
    public List<Change> changes(long revision) {
        return scope.changes().at(revision);
    }

    /** What the audit is to be told of them, for the same; null for nothing. */
    public @Nullable Recording recording() {
        return scope.recording();
    }

    /**
     * Writes what changed to the change log and the audit, as the last statements before commit.
     */
    public void flush(long revision) {
        ChangeMapper mapper = scope.use().changes();
        List<Change> changes = scope.changes().at(revision);
        List<ChangeRow> rows = ChangeRow.of(changes);
        Chunks.forEach(rows, some -> {
            if (some.size() == 1) {
                mapper.insert(scope.workspace(), some.getFirst());
            } else {
                mapper.insertAll(scope.workspace(), some);
            }
        });
        SqlAudit.flush(scope, changes, revision);
    }

    /** From here on every use is refused (TX-7). */
    @Override
    public void close() {
        scope.end();
    }
}
