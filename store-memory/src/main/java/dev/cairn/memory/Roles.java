package dev.cairn.memory;

import dev.cairn.error.NotFound;
import dev.cairn.model.Execution;
import dev.cairn.model.Position;
import dev.cairn.model.Session;
import dev.cairn.spi.ChangeSet;
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
import org.jspecify.annotations.Nullable;

/** One closure's view of one workspace. A read's tables are a published instance, a write's its own copy. */
final class Roles implements Transaction {
    private final Tables tables;
    private final Position position;
    private final ChangeSet changes = new ChangeSet();
    private @Nullable Recording recording;
    private boolean open = true;

    Roles(Tables tables, Position position) {
        this.tables = tables;
        this.position = position;
    }

    /** @throws IllegalStateException once the closure has returned (TX-7) */
    Tables tables() {
        if (!open) {
            throw new IllegalStateException("a view or transaction is valid only inside its closure");
        }
        return tables;
    }

    ChangeSet changes() {
        return changes;
    }

    /** What the audit is to be told of the changes; null for nothing. */
    @Nullable
    Recording recording() {
        return recording;
    }

    void record(Recording wanted) {
        tables();
        recording = wanted;
    }

    void end() {
        open = false;
    }

    Execution require(String executionId) {
        Execution execution = tables().executions.get(executionId);
        if (execution == null) {
            throw new NotFound("execution", executionId);
        }
        return execution;
    }

    Session requireSession(String sessionId) {
        Session found = tables().sessions.get(sessionId);
        if (found == null) {
            throw new NotFound("session", sessionId);
        }
        return found;
    }

    @Override
    public Position position() {
        tables();
        return position;
    }

    @Override
    public ExecutionWriter executions() {
        return new MemoryExecutions(this);
    }

    @Override
    public StepWriter steps() {
        return new MemorySteps(this);
    }

    @Override
    public LogWriter logs() {
        return new MemoryLogs(this);
    }

    @Override
    public ArtifactWriter artifacts() {
        return new MemoryArtifacts(this);
    }

    @Override
    public ProducerWriter producers() {
        return new MemoryProducers(this);
    }

    @Override
    public SessionWriter sessions() {
        return new MemorySessions(this);
    }

    @Override
    public EventWriter events() {
        return new MemoryEvents(this);
    }

    @Override
    public StateWriter state() {
        return new MemoryState(this);
    }

    @Override
    public MemoryWriter memories() {
        return new MemoryMemories(this);
    }

    @Override
    public MemorySearch memorySearch() {
        return new MemoryMemorySearch(this);
    }

    @Override
    public AuditWriter audit() {
        return new MemoryAudit(this);
    }

    @Override
    public ChainWriter chain() {
        return new MemoryChain(this);
    }

    @Override
    public TaskWriter tasks() {
        return new MemoryTasks(this);
    }

    @Override
    public TaskQueue queue() {
        return new MemoryQueue(this);
    }

    @Override
    public DependencyWriter dependencies() {
        return new MemoryDependencies(this);
    }
}
