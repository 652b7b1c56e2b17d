package dev.cairn.conformance.mutant;

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
import dev.cairn.store.View;

/** Passes every role on. Over a mere view its writing methods must not be called, and nobody can. */
class ForwardingTransaction implements Transaction {
    final View delegate;

    ForwardingTransaction(View delegate) {
        this.delegate = delegate;
    }

    @Override
    public Position position() {
        return delegate.position();
    }

    @Override
    public ExecutionWriter executions() {
        return new ForwardingRoles.Executions(delegate.executions());
    }

    @Override
    public StepWriter steps() {
        return new ForwardingRoles.Steps(delegate.steps());
    }

    @Override
    public LogWriter logs() {
        return new ForwardingRoles.Logs(delegate.logs());
    }

    @Override
    public ArtifactWriter artifacts() {
        return new ForwardingRoles.Artifacts(delegate.artifacts());
    }

    @Override
    public ProducerWriter producers() {
        return new ForwardingRoles.Producers(delegate.producers());
    }

    @Override
    public SessionWriter sessions() {
        return new ForwardingSessionRoles.Sessions(delegate.sessions());
    }

    @Override
    public EventWriter events() {
        return new ForwardingSessionRoles.Events(delegate.events());
    }

    @Override
    public StateWriter state() {
        return new ForwardingSessionRoles.States(delegate.state());
    }

    @Override
    public MemoryWriter memories() {
        return new ForwardingMemories.Versions(delegate.memories());
    }

    @Override
    public MemorySearch memorySearch() {
        return new ForwardingMemories.Search(delegate.memorySearch());
    }

    @Override
    public AuditWriter audit() {
        return new ForwardingAudit.Entries(delegate.audit());
    }

    @Override
    public ChainWriter chain() {
        return new ForwardingAudit.Chain(delegate.chain());
    }

    @Override
    public TaskWriter tasks() {
        return new ForwardingTaskRoles.Tasks(delegate.tasks());
    }

    @Override
    public TaskQueue queue() {
        return new ForwardingTaskRoles.Queue(delegate.queue());
    }

    @Override
    public DependencyWriter dependencies() {
        return new ForwardingTaskRoles.Dependencies(delegate.dependencies());
    }
}
