package dev.cairn.memory;

import dev.cairn.memory.base.MemoryScope;
import dev.cairn.model.Position;
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

/** One closure's view of one workspace. A read's tables are a published instance, a write's its own copy. */
final class Roles implements Transaction {
    private final Tables tables;
    private final Position position;
    private final MemoryScope scope;

    Roles(Tables tables, Position position) {
        this.tables = tables;
        this.position = position;
        this.scope = new MemoryScope((kind, id) -> tables.feed = tables.feed.bury(kind, id));
    }

    MemoryScope scope() {
        return scope;
    }

    @Override
    public Position position() {
        scope.requireOpen();
        return position;
    }

    @Override
    public ExecutionWriter executions() {
        return tables.executions.executions(scope);
    }

    @Override
    public StepWriter steps() {
        return tables.executions.steps(scope);
    }

    @Override
    public LogWriter logs() {
        return tables.executions.logs(scope);
    }

    @Override
    public ArtifactWriter artifacts() {
        return tables.executions.artifacts(scope);
    }

    @Override
    public ProducerWriter producers() {
        return tables.executions.producers(scope);
    }

    @Override
    public SessionWriter sessions() {
        return tables.sessions.sessions(scope);
    }

    @Override
    public EventWriter events() {
        return tables.sessions.events(scope);
    }

    @Override
    public StateWriter state() {
        return tables.sessions.state(scope);
    }

    @Override
    public MemoryWriter memories() {
        return tables.memories.memories(scope);
    }

    @Override
    public MemorySearch memorySearch() {
        return tables.memories.search(scope);
    }

    @Override
    public AuditWriter audit() {
        return tables.audit.audit(scope);
    }

    @Override
    public ChainWriter chain() {
        return tables.audit.chain(scope);
    }

    @Override
    public TaskWriter tasks() {
        return tables.tasks.tasks(scope);
    }

    @Override
    public TaskQueue queue() {
        return tables.tasks.queue(scope);
    }

    @Override
    public DependencyWriter dependencies() {
        return tables.tasks.dependencies(scope);
    }
}
