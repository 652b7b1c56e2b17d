package dev.cairn.conformance.model;

import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.LogQuery;
import dev.cairn.model.PageKey;
import dev.cairn.store.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations that read: one record per reading method of each role. */
final class Queries {
    private Queries() {}

    /** Holds the records together; {@link Operation.Query} is what others see. */
    sealed interface ForView extends Operation.Query {}

    record FindExecution(String id) implements ForView {
        @Override
        public Object ask(View view) {
            return view.executions().find(id);
        }
    }

    record PageExecutions(ExecutionFilter filter, @Nullable PageKey after, int limit) implements ForView {
        @Override
        public Object ask(View view) {
            return view.executions().page(filter, after, limit);
        }
    }

    record CountExecutions(ExecutionFilter filter, long atMost) implements ForView {
        @Override
        public Object ask(View view) {
            return view.executions().count(filter, atMost);
        }
    }

    record Statistics(ExecutionFilter filter) implements ForView {
        @Override
        public Object ask(View view) {
            return view.executions().statistics(filter);
        }
    }

    record ExpiredLeases(Instant now, int limit) implements ForView {
        @Override
        public Object ask(View view) {
            return view.executions().expiredLeases(now, limit);
        }
    }

    record FindStep(String executionId, int index) implements ForView {
        @Override
        public Object ask(View view) {
            return view.steps().find(executionId, index);
        }
    }

    record ListSteps(String executionId, int afterIndex, int limit) implements ForView {
        @Override
        public Object ask(View view) {
            return view.steps().list(executionId, afterIndex, limit);
        }
    }

    record ReadLog(String executionId, LogQuery query, int limit) implements ForView {
        @Override
        public Object ask(View view) {
            return view.logs().read(executionId, query, limit);
        }
    }

    record LastSequence(String executionId) implements ForView {
        @Override
        public Object ask(View view) {
            return view.logs().lastSequence(executionId);
        }
    }

    record FindArtifact(String id) implements ForView {
        @Override
        public Object ask(View view) {
            return view.artifacts().find(id);
        }
    }

    record ListArtifacts(String executionId, @Nullable PageKey after, int limit) implements ForView {
        @Override
        public Object ask(View view) {
            return view.artifacts().list(executionId, after, limit);
        }
    }

    record ExpiredArtifacts(Instant now, int limit) implements ForView {
        @Override
        public Object ask(View view) {
            return view.artifacts().expired(now, limit);
        }
    }

    record LastDelivery(String producer) implements ForView {
        @Override
        public Object ask(View view) {
            return view.producers().last(producer);
        }
    }

    /** Questions whose answers together are the whole state of a workspace. */
    static List<Operation.Query> everything(Pools pools) {
        List<Operation.Query> all = new ArrayList<>();
        all.add(new PageExecutions(ExecutionFilter.ALL, null, 1_000));
        all.add(new CountExecutions(ExecutionFilter.ALL, Long.MAX_VALUE));
        all.add(new Statistics(ExecutionFilter.ALL));
        all.add(new ExpiredLeases(Pools.LATEST, 1_000));
        all.add(new ExpiredArtifacts(Pools.LATEST, 1_000));
        for (String id : pools.executionIds()) {
            all.add(new FindExecution(id));
            all.add(new ListSteps(id, -1, 1_000));
            all.add(new LastSequence(id));
            all.add(new ReadLog(id, LogQuery.ALL, 10_000));
            all.add(new ListArtifacts(id, null, 1_000));
        }
        pools.artifactIds().forEach(id -> all.add(new FindArtifact(id)));
        pools.producers().forEach(producer -> all.add(new LastDelivery(producer)));
        return all;
    }
}
