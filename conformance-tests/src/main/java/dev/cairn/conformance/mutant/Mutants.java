package dev.cairn.conformance.mutant;

import java.util.List;
import java.util.stream.Stream;

/** All mutants. */
final class Mutants {
    static final List<Mutant> ALL = Stream.of(
                    StoreMutants.ALL,
                    ExecutionMutants.ALL,
                    LogMutants.ALL,
                    SessionMutants.ALL,
                    MemoryMutants.ALL,
                    AuditMutants.ALL,
                    TaskMutants.ALL,
                    FeedMutants.ALL)
            .flatMap(List::stream)
            .toList();

    private Mutants() {}
}
