package dev.cairn.sql;

import dev.cairn.model.Position;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.ArtifactReader;
import dev.cairn.store.AuditReader;
import dev.cairn.store.ChainReader;
import dev.cairn.store.DependencyReader;
import dev.cairn.store.EventReader;
import dev.cairn.store.ExecutionReader;
import dev.cairn.store.LogReader;
import dev.cairn.store.MemoryReader;
import dev.cairn.store.MemorySearch;
import dev.cairn.store.ProducerReader;
import dev.cairn.store.SessionReader;
import dev.cairn.store.StateReader;
import dev.cairn.store.StepReader;
import dev.cairn.store.TaskQueue;
import dev.cairn.store.TaskReader;
import dev.cairn.store.View;
import java.util.function.Supplier;

/** A view over the statements of a connection on which the engine has begun a snapshot. */
public final class SqlView implements View, AutoCloseable {
    private final SqlScope scope;
    private final Supplier<Position> position;

    /** @param position reads the snapshot's place in the feed, on the same connection */
    public SqlView(Mappers mappers, WorkspaceId workspace, Supplier<Position> position) {
        this.scope = new SqlScope(mappers, workspace);
        this.position = position;
    }

    @Override
    public Position position() {
        scope.use();
        return position.get();
    }

    @Override
    public ExecutionReader executions() {
        scope.use();
        return new SqlExecutions(scope);
    }

    @Override
    public StepReader steps() {
        scope.use();
        return new SqlSteps(scope);
    }

    @Override
    public LogReader logs() {
        scope.use();
        return new SqlLogs(scope);
    }

    @Override
    public ArtifactReader artifacts() {
        scope.use();
        return new SqlArtifacts(scope);
    }

    @Override
    public ProducerReader producers() {
        scope.use();
        return new SqlProducers(scope);
    }

    @Override
    public SessionReader sessions() {
        scope.use();
        return new SqlSessions(scope);
    }

    @Override
    public EventReader events() {
        scope.use();
        return new SqlEvents(scope);
    }

    @Override
    public StateReader state() {
        scope.use();
        return new SqlState(scope);
    }

    @Override
    public MemoryReader memories() {
        scope.use();
        return new SqlMemories(scope);
    }

    @Override
    public MemorySearch memorySearch() {
        scope.use();
        return new SqlMemorySearch(scope);
    }

    @Override
    public AuditReader audit() {
        scope.use();
        return new SqlAudit(scope);
    }

    @Override
    public ChainReader chain() {
        scope.use();
        return new SqlChain(scope);
    }

    @Override
    public TaskReader tasks() {
        scope.use();
        return new SqlTasks(scope);
    }

    @Override
    public TaskQueue queue() {
        scope.use();
        return new SqlTasks(scope);
    }

    @Override
    public DependencyReader dependencies() {
        scope.use();
        return new SqlDependencies(scope);
    }

    /** From here on every use is refused (TX-7). */
    @Override
    public void close() {
        scope.end();
    }
}
