package dev.cairn.conformance.model;

import dev.cairn.model.PageKey;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskStatus;
import dev.cairn.store.View;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations that read tasks, their orders and what they wait for. Answers without an order are sets, and whole. */
final class TaskQueries {
    private static final int ALL = 1_000;

    private TaskQueries() {}

    record Find(String id) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.tasks().find(id);
        }
    }

    record FindAll(List<String> ids) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return Set.copyOf(view.tasks().findAll(ids));
        }
    }

    record Keyed(List<String> keys) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.tasks().keyed(keys);
        }
    }

    record Page(TaskFilter filter, @Nullable PageKey after, int limit) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.tasks().page(filter, after, limit);
        }
    }

    record Counts(@Nullable String parent) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.tasks().counts(parent);
        }
    }

    record Ready(@Nullable String type, int limit) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.queue().ready(type, limit);
        }
    }

    record Due(Instant now) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return Set.copyOf(view.queue().due(now, ALL));
        }
    }

    /** Which, and how many. */
    record Finished(TaskStatus status, Instant before, int limit) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return status.terminal()
                    ? List.of(
                            view.queue().finished(status, before, limit),
                            view.queue().countFinished(status, before))
                    : List.of();
        }
    }

    record DependenciesOf(List<String> ids) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.dependencies().of(ids);
        }
    }

    record Waiting(String id) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return Set.copyOf(view.dependencies().waiting(id, ALL));
        }
    }

    /** In both directions. */
    record Around(List<String> ids) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return List.of(
                    Set.copyOf(view.dependencies().behind(ids, ALL)),
                    Set.copyOf(view.dependencies().before(ids, ALL)));
        }
    }
}
