package dev.cairn.conformance.model;

import dev.cairn.model.EventQuery;
import dev.cairn.model.PageKey;
import dev.cairn.model.SessionFilter;
import dev.cairn.model.StateOwner;
import dev.cairn.store.View;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations that read sessions, their events and state. */
final class SessionQueries {
    private SessionQueries() {}

    record Find(String id) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.sessions().find(id);
        }
    }

    record Page(SessionFilter filter, @Nullable PageKey after, int limit) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.sessions().page(filter, after, limit);
        }
    }

    record Head(String id) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.events().head(id);
        }
    }

    record Events(String id, EventQuery query, int limit) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.events().read(id, query, limit);
        }
    }

    record Known(String id, List<String> events) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.events().known(id, events);
        }
    }

    record FindState(StateOwner owner, String key) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.state().find(owner, key);
        }
    }

    record FindStates(StateOwner owner, List<String> keys) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return Set.copyOf(view.state().find(owner, keys));
        }
    }

    record ListState(StateOwner owner, @Nullable String after, int limit) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.state().list(owner, after, limit);
        }
    }
}
