package dev.cairn.sql;

import dev.cairn.model.Change;
import dev.cairn.model.Position;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.Recording;
import dev.cairn.sql.base.SqlScope;
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
    private final Mappers mappers;
    private final SqlScope scope;
    private final Supplier<Position> position;
    private final ExecutionWriter executions;

    /** @param position reads the place in the feed as of the transaction's start, on the same connection */
    public SqlTransaction(Mappers mappers, WorkspaceId workspace, Supplier<Position> position) {
        this.mappers = mappers;
        this.scope = new SqlScope(workspace);
        this.position = position;
        this.executions = mappers.executions().executions(scope);
    }

    @Override
    public Position position() {
        scope.requireOpen();
        return position.get();
    }

    @Override
    public ExecutionWriter executions() {
        scope.requireOpen();
        return executions;
    }

    @Override
    public StepWriter steps() {
        scope.requireOpen();
        return mappers.executions().steps(scope);
    }

    @Override
    public LogWriter logs() {
        scope.requireOpen();
        return mappers.logs().logs(scope);
    }

    @Override
    public ArtifactWriter artifacts() {
        scope.requireOpen();
        return mappers.executions().artifacts(scope);
    }

    @Override
    public ProducerWriter producers() {
        scope.requireOpen();
        return mappers.executions().producers(scope);
    }

    @Override
    public SessionWriter sessions() {
        scope.requireOpen();
        return mappers.sessions().sessions(scope);
    }

    @Override
    public EventWriter events() {
        scope.requireOpen();
        return mappers.sessions().events(scope);
    }

    @Override
    public StateWriter state() {
        scope.requireOpen();
        return mappers.sessions().state(scope);
    }

    @Override
    public MemoryWriter memories() {
        scope.requireOpen();
        return mappers.memories().memories(scope);
    }

    @Override
    public MemorySearch memorySearch() {
        scope.requireOpen();
        return mappers.memories().search(scope);
    }

    @Override
    public AuditWriter audit() {
        scope.requireOpen();
        return mappers.audit().audit(scope);
    }

    @Override
    public ChainWriter chain() {
        scope.requireOpen();
        return mappers.audit().chain(scope);
    }

    @Override
    public TaskWriter tasks() {
        scope.requireOpen();
        return mappers.tasks().tasks(scope);
    }

    @Override
    public TaskQueue queue() {
        scope.requireOpen();
        return mappers.tasks().queue(scope);
    }

    @Override
    public DependencyWriter dependencies() {
        scope.requireOpen();
        return mappers.tasks().dependencies(scope);
    }

    /** Whether there is anything to tell in the feed, and so a revision to mint. */
    public boolean changed() {
        return !scope.changes().isEmpty();
    }

    /** What changed, for the change log, which each engine writes in a way of its own. */
    public List<Change> changes(long revision) {
        return scope.changes().at(revision);
    }

    /** What the audit is to be told of them; null for nothing. */
    public @Nullable Recording recording() {
        return scope.recording();
    }

    /** From here on every use is refused (TX-7). */
    @Override
    public void close() {
        scope.end();
    }
}
