package dev.cairn.sql;

import dev.cairn.model.Position;
import dev.cairn.model.WorkspaceId;
import dev.cairn.sql.base.SqlScope;
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
    private final Mappers mappers;
    private final SqlScope scope;
    private final Supplier<Position> position;

    /** @param position reads the snapshot's place in the feed, on the same connection */
    public SqlView(Mappers mappers, WorkspaceId workspace, Supplier<Position> position) {
        this.mappers = mappers;
        this.scope = new SqlScope(workspace);
        this.position = position;
    }

    @Override
    public Position position() {
        scope.requireOpen();
        return position.get();
    }

    @Override
    public ExecutionReader executions() {
        scope.requireOpen();
        return mappers.executions().executions(scope);
    }

    @Override
    public StepReader steps() {
        scope.requireOpen();
        return mappers.executions().steps(scope);
    }

    @Override
    public LogReader logs() {
        scope.requireOpen();
        return mappers.logs().logs(scope);
    }

    @Override
    public ArtifactReader artifacts() {
        scope.requireOpen();
        return mappers.executions().artifacts(scope);
    }

    @Override
    public ProducerReader producers() {
        scope.requireOpen();
        return mappers.executions().producers(scope);
    }

    @Override
    public SessionReader sessions() {
        scope.requireOpen();
        return mappers.sessions().sessions(scope);
    }

    @Override
    public EventReader events() {
        scope.requireOpen();
        return mappers.sessions().events(scope);
    }

    @Override
    public StateReader state() {
        scope.requireOpen();
        return mappers.sessions().state(scope);
    }

    @Override
    public MemoryReader memories() {
        scope.requireOpen();
        return mappers.memories().memories(scope);
    }

    @Override
    public MemorySearch memorySearch() {
        scope.requireOpen();
        return mappers.memories().search(scope);
    }

    @Override
    public AuditReader audit() {
        scope.requireOpen();
        return mappers.audit().audit(scope);
    }

    @Override
    public ChainReader chain() {
        scope.requireOpen();
        return mappers.audit().chain(scope);
    }

    @Override
    public TaskReader tasks() {
        scope.requireOpen();
        return mappers.tasks().tasks(scope);
    }

    @Override
    public TaskQueue queue() {
        scope.requireOpen();
        return mappers.tasks().queue(scope);
    }

    @Override
    public DependencyReader dependencies() {
        scope.requireOpen();
        return mappers.tasks().dependencies(scope);
    }

    /** From here on every use is refused (TX-7). */
    @Override
    public void close() {
        scope.end();
    }
}
