package dev.cairn.conformance.mutant;

import dev.cairn.model.LogEntry;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.ForwardingStore;
import dev.cairn.store.Committed;
import dev.cairn.store.Store;
import dev.cairn.store.Transaction;
import dev.cairn.store.View;
import dev.cairn.store.Write;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commits log lines in a transaction of their own, once the closure has ended, one way or the other. */
final class TornWrite extends ForwardingStore {
    TornWrite(Store delegate) {
        super(delegate);
    }

    private record Lines(String executionId, List<LogEntry> entries) {}

    @Override
    public <T extends @Nullable Object, X extends Exception> Committed<T> write(
            WorkspaceId workspace, String operation, Write<T, X> work) throws X {
        List<Lines> later = new ArrayList<>();
        try {
            return super.write(workspace, operation, transaction -> {
                later.clear();
                return work.run(new Deferring(transaction, later));
            });
        } finally {
            for (Lines lines : later) {
                super.write(workspace, operation, transaction -> appendIfThere(transaction, lines));
            }
        }
    }

    private static boolean appendIfThere(Transaction transaction, Lines lines) {
        boolean there = transaction.executions().find(lines.executionId()).isPresent();
        if (there) {
            transaction.logs().append(lines.executionId(), lines.entries());
        }
        return there;
    }

    private static final class Deferring extends ForwardingTransaction {
        private final List<Lines> later;

        Deferring(View delegate, List<Lines> later) {
            super(delegate);
            this.later = later;
        }

        @Override
        public ForwardingRoles.Logs logs() {
            return new ForwardingRoles.Logs(delegate.logs()) {
                @Override
                public long append(String executionId, List<LogEntry> entries) {
                    later.add(new Lines(executionId, entries));
                    return lastSequence(executionId) + 1;
                }
            };
        }
    }
}
