package dev.cairn.store;

import dev.cairn.model.Position;

/** One consistent snapshot of one workspace, seen through roles. Used by one thread, inside its closure only (TX-7). */
public interface View {
    /**
     * Where in the feed this snapshot stands: following from here misses no change that the snapshot lacks and repeats
     * none that it holds (FEED-4). Inside a transaction: as of its start.
     */
    Position position();

    ExecutionReader executions();

    StepReader steps();

    LogReader logs();

    ArtifactReader artifacts();

    ProducerReader producers();

    SessionReader sessions();

    EventReader events();

    StateReader state();

    MemoryReader memories();

    MemorySearch memorySearch();

    AuditReader audit();

    ChainReader chain();

    TaskReader tasks();

    TaskQueue queue();

    DependencyReader dependencies();
}
