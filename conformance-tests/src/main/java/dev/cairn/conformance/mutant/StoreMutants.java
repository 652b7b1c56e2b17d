package dev.cairn.conformance.mutant;

import java.util.List;

/** Defects of the store around the roles: transactions, isolation, content. */
final class StoreMutants {
    private StoreMutants() {}

    static final List<Mutant> ALL = List.of(
            new Mutant("swallowed-rollback", "TX-3", "a failed closure commits what it did", SwallowedRollback::new),
            new Mutant("torn-write", "TX-1", "log lines are committed by themselves", TornWrite::new),
            new Mutant("unrepeatable-read", "TX-2", "each read of a closure has its own snapshot", ReadByRead::new),
            new Mutant("blind-write", "TX-4", "a write decides on what it read before it began", BlindWrite::new),
            new Mutant("prefix-leak", "NS-1", "a workspace sees those whose ids begin with its own", PrefixLeak::new),
            new Mutant("greedy-collection", "BLOB-2", "collection removes linked content too", GreedyCollection::new));
}
