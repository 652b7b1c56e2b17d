package dev.cairn.conformance.model;

import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.LogQuery;
import dev.cairn.model.PageKey;
import dev.cairn.store.View;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The operations that read runs: one record per reading method of each role. */
final class RunQueries {
    private RunQueries() {}

    record FindExecution(String id) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.executions().find(id);
        }
    }

    record PageExecutions(ExecutionFilter filter, @Nullable PageKey after, int limit) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.executions().page(filter, after, limit);
        }
    }

    record CountExecutions(ExecutionFilter filter, long atMost) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.executions().count(filter, atMost);
        }
    }

    record Statistics(ExecutionFilter filter) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.executions().statistics(filter);
        }
    }

    record ExpiredLeases(Instant now, int limit) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.executions().expiredLeases(now, limit);
        }
    }

    record FindStep(String executionId, int index) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.steps().find(executionId, index);
        }
    }

    record ListSteps(String executionId, int afterIndex, int limit) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.steps().list(executionId, afterIndex, limit);
        }
    }

    record ReadLog(String executionId, LogQuery query, int limit) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.logs().read(executionId, query, limit);
        }
    }

    record LastSequence(String executionId) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.logs().lastSequence(executionId);
        }
    }

    record FindArtifact(String id) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.artifacts().find(id);
        }
    }

    record ListArtifacts(String executionId, @Nullable PageKey after, int limit) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.artifacts().list(executionId, after, limit);
        }
    }

    record ExpiredArtifacts(Instant now, int limit) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.artifacts().expired(now, limit);
        }
    }

    record LastDelivery(String producer) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.producers().last(producer);
        }
    }
}
