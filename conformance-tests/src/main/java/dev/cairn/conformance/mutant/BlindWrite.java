package dev.cairn.conformance.mutant;

import dev.cairn.model.Execution;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.ForwardingStore;
import dev.cairn.store.Committed;
import dev.cairn.store.Store;
import dev.cairn.store.View;
import dev.cairn.store.Write;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Answers the reads of a write from a transaction that ran, and was rolled back, just before: what an engine does that
 * reads at one moment and writes at another without checking.
 */
final class BlindWrite extends ForwardingStore {
    private static final long WINDOW_NANOS = 1_000_000;

    BlindWrite(Store delegate) {
        super(delegate);
    }

    /** Ends the rehearsal. */
    private static final class Rehearsed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> Committed<T> write(
            WorkspaceId workspace, String operation, Write<T, X> work) throws X {
        Map<String, Optional<Execution>> seen = new HashMap<>();
        try {
            super.write(workspace, operation, transaction -> {
                seen.clear();
                work.run(new Remembering(transaction, seen));
                throw new Rehearsed();
            });
        } catch (Rehearsed e) {
            // others come in between, as they would between two machines
            LockSupport.parkNanos(WINDOW_NANOS);
            return super.write(workspace, operation, transaction -> work.run(new Remembering(transaction, seen)));
        }
        throw new IllegalStateException("the rehearsal was not rolled back");
    }

    private static final class Remembering extends ForwardingTransaction {
        private final Map<String, Optional<Execution>> seen;
        private final Set<String> mine = new HashSet<>();

        Remembering(View delegate, Map<String, Optional<Execution>> seen) {
            super(delegate);
            this.seen = seen;
        }

        @Override
        public ForwardingRoles.Executions executions() {
            return new ForwardingRoles.Executions(delegate.executions()) {
                @Override
                public Optional<Execution> find(String id) {
                    return mine.contains(id) ? super.find(id) : seen.computeIfAbsent(id, super::find);
                }

                @Override
                public void insert(Execution execution) {
                    mine.add(execution.id());
                    super.insert(execution);
                }

                @Override
                public void update(Execution execution, long expectedVersion) {
                    mine.add(execution.id());
                    boolean asRead = seen.getOrDefault(execution.id(), Optional.empty())
                            .filter(old -> old.version() == expectedVersion)
                            .isPresent();
                    long stored =
                            super.find(execution.id()).map(Execution::version).orElse(expectedVersion);
                    // whoever updates what he read finds it as he read it
                    long expected = asRead ? stored : expectedVersion;
                    super.update(Plants.versioned(execution, expected + 1), expected);
                }
            };
        }
    }
}
