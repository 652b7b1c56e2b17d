package dev.cairn.conformance.mutant;

import dev.cairn.model.Artifact;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatistics;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import dev.cairn.model.PageKey;
import dev.cairn.model.Step;
import dev.cairn.store.ArtifactReader;
import dev.cairn.store.ArtifactWriter;
import dev.cairn.store.ExecutionReader;
import dev.cairn.store.ExecutionWriter;
import dev.cairn.store.LogReader;
import dev.cairn.store.LogWriter;
import dev.cairn.store.ProducerReader;
import dev.cairn.store.ProducerWriter;
import dev.cairn.store.StepReader;
import dev.cairn.store.StepWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One forwarding base for each role; a mutant overrides what it breaks. */
final class ForwardingRoles {
    private ForwardingRoles() {}

    static class Executions implements ExecutionWriter {
        final ExecutionReader right;

        Executions(ExecutionReader right) {
            this.right = right;
        }

        private ExecutionWriter writer() {
            return (ExecutionWriter) right;
        }

        @Override
        public Optional<Execution> find(String id) {
            return right.find(id);
        }

        @Override
        public List<Execution> page(ExecutionFilter filter, @Nullable PageKey after, int limit) {
            return right.page(filter, after, limit);
        }

        @Override
        public long count(ExecutionFilter filter, long atMost) {
            return right.count(filter, atMost);
        }

        @Override
        public ExecutionStatistics statistics(ExecutionFilter filter) {
            return right.statistics(filter);
        }

        @Override
        public List<String> expiredLeases(Instant now, int limit) {
            return right.expiredLeases(now, limit);
        }

        @Override
        public void insert(Execution execution) {
            writer().insert(execution);
        }

        @Override
        public void update(Execution execution, long expectedVersion) {
            writer().update(execution, expectedVersion);
        }

        @Override
        public void delete(String id) {
            writer().delete(id);
        }

        @Override
        public void lease(String id, @Nullable Instant expiresAt) {
            writer().lease(id, expiresAt);
        }
    }

    static class Steps implements StepWriter {
        final StepReader right;

        Steps(StepReader right) {
            this.right = right;
        }

        @Override
        public Optional<Step> find(String executionId, int index) {
            return right.find(executionId, index);
        }

        @Override
        public List<Step> list(String executionId, int afterIndex, int limit) {
            return right.list(executionId, afterIndex, limit);
        }

        @Override
        public void insert(Step step) {
            ((StepWriter) right).insert(step);
        }

        @Override
        public void update(Step step, long expectedVersion) {
            ((StepWriter) right).update(step, expectedVersion);
        }
    }

    static class Logs implements LogWriter {
        final LogReader right;

        Logs(LogReader right) {
            this.right = right;
        }

        @Override
        public long lastSequence(String executionId) {
            return right.lastSequence(executionId);
        }

        @Override
        public List<LogLine> read(String executionId, LogQuery query, int limit) {
            return right.read(executionId, query, limit);
        }

        @Override
        public long append(String executionId, List<LogEntry> entries) {
            return ((LogWriter) right).append(executionId, entries);
        }
    }

    static class Artifacts implements ArtifactWriter {
        final ArtifactReader right;

        Artifacts(ArtifactReader right) {
            this.right = right;
        }

        @Override
        public Optional<Artifact> find(String id) {
            return right.find(id);
        }

        @Override
        public List<Artifact> list(String executionId, @Nullable PageKey after, int limit) {
            return right.list(executionId, after, limit);
        }

        @Override
        public List<Artifact> expired(Instant now, int limit) {
            return right.expired(now, limit);
        }

        @Override
        public void insert(Artifact artifact) {
            ((ArtifactWriter) right).insert(artifact);
        }

        @Override
        public void delete(String id) {
            ((ArtifactWriter) right).delete(id);
        }
    }

    static class Producers implements ProducerWriter {
        final ProducerReader right;

        Producers(ProducerReader right) {
            this.right = right;
        }

        @Override
        public long last(String producer) {
            return right.last(producer);
        }

        @Override
        public void advance(String producer, long expected, long next, Instant at) {
            ((ProducerWriter) right).advance(producer, expected, next, at);
        }

        @Override
        public int forget(Instant before, int limit) {
            return ((ProducerWriter) right).forget(before, limit);
        }
    }
}
