package dev.cairn.conformance.model;

import dev.cairn.model.Artifact;
import dev.cairn.model.Execution;
import dev.cairn.model.LogEntry;
import dev.cairn.model.Step;
import dev.cairn.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations that write runs: one record per writing method of each role. */
final class RunCommands {
    private RunCommands() {}

    record InsertExecution(Execution execution) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            transaction.executions().insert(execution);
            return null;
        }
    }

    /**
     * Replaces all but the creation time.
     *
     * @param stale how many versions behind the stored one the expected version is
     */
    record UpdateExecution(Execution to, int stale) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            Optional<Execution> stored = transaction.executions().find(to.id());
            long expected = stored.map(Execution::version).orElse(1L) - stale;
            Instant createdAt = stored.map(Execution::createdAt).orElse(to.createdAt());
            transaction.executions().update(Values.with(to, createdAt, expected + 1), expected);
            return expected + 1;
        }
    }

    record DeleteExecution(String id) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            transaction.executions().delete(id);
            return null;
        }
    }

    /** Leaves finished executions alone: whether those may get a lease again is not promised either way. */
    record Lease(String id, @Nullable Instant expiresAt) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            boolean finished = transaction
                    .executions()
                    .find(id)
                    .filter(execution -> execution.status().terminal())
                    .isPresent();
            if (!finished) {
                transaction.executions().lease(id, expiresAt);
            }
            return finished;
        }
    }

    record InsertStep(Step step) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            transaction.steps().insert(step);
            return null;
        }
    }

    record UpdateStep(Step to, int stale) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            Optional<Step> stored = transaction.steps().find(to.executionId(), to.index());
            long expected = stored.map(Step::version).orElse(1L) - stale;
            Instant createdAt = stored.map(Step::createdAt).orElse(to.createdAt());
            transaction.steps().update(Values.with(to, createdAt, expected + 1), expected);
            return expected + 1;
        }
    }

    record AppendLog(String executionId, List<LogEntry> entries) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            return transaction.logs().append(executionId, entries);
        }
    }

    record InsertArtifact(Artifact artifact) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            transaction.artifacts().insert(artifact);
            return null;
        }
    }

    record DeleteArtifact(String id) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            transaction.artifacts().delete(id);
            return null;
        }
    }

    /** @param ahead how far beyond the stored number the expected one is: 0 fits, 1 skips, -1 repeats */
    record Advance(String producer, int ahead, Instant at) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            long expected = transaction.producers().last(producer) + ahead;
            transaction.producers().advance(producer, expected, expected + 1, at);
            return expected + 1;
        }
    }

    record Forget(Instant before) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            return transaction.producers().forget(before, 1_000);
        }
    }
}
