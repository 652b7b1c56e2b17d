package dev.cairn.conformance.mutant;

import dev.cairn.error.AlreadyExists;
import dev.cairn.model.EventHead;
import dev.cairn.model.EventQuery;
import dev.cairn.model.PageKey;
import dev.cairn.model.Session;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.SessionFilter;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.WriterLease;
import dev.cairn.store.EventReader;
import dev.cairn.store.SessionReader;
import dev.cairn.store.StateReader;
import dev.cairn.store.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Defects in the roles of sessions, events and state. */
final class SessionMutants {
    private SessionMutants() {}

    static final List<Mutant> ALL = List.of(
            sessions(
                    "filter-after-limit",
                    "SESS-3",
                    "the condition is looked at after the limit",
                    SessionMutants::filtersLate),
            events("lost-append", "EVENT-1", "of a batch only the first event is kept", SessionMutants::loses),
            events("half-refused-append", "TX-10", "a refused append keeps what was new", SessionMutants::keepsNew),
            events("repeating-event-page", "EVENT-4", "a page backward repeats its edge", SessionMutants::repeats),
            events("stale-token", "EVENT-5", "a lease goes to whoever asks", SessionMutants::leasesAnyway),
            state("state-prefix-leak", "STATE-2", "owners are the same whatever their case", SessionMutants::folds),
            state("state-versions-restart", "STATE-4", "a removal forgets the version", SessionMutants::forgets),
            state("state-survives", "STATE-5", "clearing keeps the last value", SessionMutants::keeps));

    private static Mutant sessions(
            String name, String clause, String defect, Function<SessionReader, ForwardingSessionRoles.Sessions> plant) {
        return mutant(name, clause, defect, view -> new ForwardingTransaction(view) {
            @Override
            public ForwardingSessionRoles.Sessions sessions() {
                return plant.apply(view.sessions());
            }
        });
    }

    private static Mutant events(
            String name, String clause, String defect, Function<EventReader, ForwardingSessionRoles.Events> plant) {
        return mutant(name, clause, defect, view -> new ForwardingTransaction(view) {
            @Override
            public ForwardingSessionRoles.Events events() {
                return plant.apply(view.events());
            }
        });
    }

    private static Mutant state(
            String name, String clause, String defect, Function<StateReader, ForwardingSessionRoles.States> plant) {
        return mutant(name, clause, defect, view -> new ForwardingTransaction(view) {
            @Override
            public ForwardingSessionRoles.States state() {
                return plant.apply(view.state());
            }
        });
    }

    private static Mutant mutant(
            String name, String clause, String defect, Function<View, ForwardingTransaction> roles) {
        return new Mutant(name, clause, defect, Plants.roles(roles));
    }

    private static ForwardingSessionRoles.Sessions filtersLate(SessionReader right) {
        return new ForwardingSessionRoles.Sessions(right) {
            @Override
            public List<Session> page(SessionFilter filter, @Nullable PageKey after, int limit) {
                return super.page(SessionFilter.ALL, after, limit).stream()
                        .filter(filter::matches)
                        .toList();
            }
        };
    }

    private static ForwardingSessionRoles.Events loses(EventReader right) {
        return new ForwardingSessionRoles.Events(right) {
            @Override
            public void append(String sessionId, List<SessionEvent> events) {
                super.append(sessionId, events.subList(0, 1));
            }
        };
    }

    private static ForwardingSessionRoles.Events keepsNew(EventReader right) {
        return new ForwardingSessionRoles.Events(right) {
            @Override
            public void append(String sessionId, List<SessionEvent> events) {
                try {
                    super.append(sessionId, events);
                } catch (AlreadyExists e) {
                    if (events.size() > 1) {
                        super.append(sessionId, events.subList(0, 1));
                    }
                    throw e;
                }
            }
        };
    }

    private static ForwardingSessionRoles.Events repeats(EventReader right) {
        return new ForwardingSessionRoles.Events(right) {
            @Override
            public List<SessionEvent> read(String sessionId, EventQuery query, int limit) {
                boolean moves = query.backward() && query.before() < Long.MAX_VALUE;
                return super.read(
                        sessionId, moves ? new EventQuery(query.after(), query.before() + 1, true) : query, limit);
            }
        };
    }

    private static ForwardingSessionRoles.Events leasesAnyway(EventReader right) {
        return new ForwardingSessionRoles.Events(right) {
            @Override
            public void lease(String sessionId, WriterLease lease, long expectedToken) {
                WriterLease present = head(sessionId).map(EventHead::lease).orElse(null);
                super.lease(sessionId, lease, present == null ? expectedToken : present.token());
            }
        };
    }

    private static ForwardingSessionRoles.States folds(StateReader right) {
        return new ForwardingSessionRoles.States(right) {
            private StateOwner folded(StateOwner owner) {
                return new StateOwner(owner.scope(), owner.name().toLowerCase(Locale.ROOT));
            }

            @Override
            public Optional<StateEntry> find(StateOwner owner, String key) {
                return super.find(folded(owner), key);
            }

            @Override
            public List<StateEntry> find(StateOwner owner, Collection<String> keys) {
                return super.find(folded(owner), keys);
            }

            @Override
            public List<StateEntry> list(StateOwner owner, @Nullable String after, int limit) {
                return super.list(folded(owner), after, limit);
            }
        };
    }

    private static ForwardingSessionRoles.States forgets(StateReader right) {
        return new ForwardingSessionRoles.States(right) {
            @Override
            public void put(List<StateEntry> entries) {
                super.put(entries);
                StateOwner owner = entries.getFirst().owner();
                if (entries.stream().anyMatch(entry -> entry.value() == null)) {
                    List<StateEntry> others = new ArrayList<>(list(owner, null, 10_000));
                    super.clear(owner);
                    others.replaceAll(other -> first(other));
                    super.put(others);
                }
            }
        };
    }

    private static StateEntry first(StateEntry entry) {
        return new StateEntry(entry.owner(), entry.key(), entry.value(), entry.updatedAt(), 1);
    }

    private static ForwardingSessionRoles.States keeps(StateReader right) {
        return new ForwardingSessionRoles.States(right) {
            @Override
            public int clear(StateOwner owner) {
                List<StateEntry> living = list(owner, null, 10_000);
                int cleared = super.clear(owner);
                if (!living.isEmpty()) {
                    super.put(List.of(first(living.getLast())));
                }
                return cleared;
            }
        };
    }
}
