package dev.cairn.store;

/**
 * A view that also writes and sees its own writes. Every writing role records the change it makes in the feed, in this
 * transaction; several changes of one entity leave one line, the last (FEED-1).
 */
public interface Transaction extends View {
    @Override
    ExecutionWriter executions();

    @Override
    StepWriter steps();

    @Override
    LogWriter logs();

    @Override
    ArtifactWriter artifacts();

    @Override
    ProducerWriter producers();

    @Override
    SessionWriter sessions();

    @Override
    EventWriter events();

    @Override
    StateWriter state();

    @Override
    MemoryWriter memories();

    @Override
    AuditWriter audit();

    @Override
    ChainWriter chain();

    @Override
    TaskWriter tasks();

    @Override
    DependencyWriter dependencies();
}
