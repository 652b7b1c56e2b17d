package dev.cairn.memory.session;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.memory.base.ListKey;
import dev.cairn.memory.base.MemoryScope;
import dev.cairn.memory.base.Weight;
import dev.cairn.model.EntityKind;
import dev.cairn.model.PageKey;
import dev.cairn.model.Session;
import dev.cairn.model.SessionFilter;
import dev.cairn.model.SessionStatus;
import dev.cairn.model.Wire;
import dev.cairn.store.SessionWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Sessions, with a list each of all, and of every application, user, project and status. */
final class MemorySessions implements SessionWriter {
    private static final String ALL = "";

    private final MemoryScope scope;
    private final SessionTables tables;

    MemorySessions(MemoryScope scope, SessionTables tables) {
        this.scope = scope;
        this.tables = tables;
    }

    private SessionTables tables() {
        return scope.use(tables);
    }

    @Override
    public Optional<Session> find(String id) {
        return Optional.ofNullable(tables().sessions.get(id));
    }

    @Override
    public List<Session> page(SessionFilter filter, @Nullable PageKey after, int limit) {
        SessionTables tables = tables();
        TreePMap<ListKey, Session> shortest = buckets(filter).stream()
                .map(bucket -> range(tables, bucket, after))
                .min(Comparator.comparingInt(TreePMap::size))
                .orElseThrow();
        List<Session> found = new ArrayList<>(Math.min(limit, 1_000));
        for (Session session : shortest.values()) {
            if (filter.matches(session)) {
                found.add(session);
            }
            if (found.size() == limit) {
                break;
            }
        }
        return found;
    }

    private static TreePMap<ListKey, Session> range(SessionTables tables, String bucket, @Nullable PageKey after) {
        // newest first: what is no ASCII stands before any id
        ListKey start = after == null
                ? new ListKey(bucket, Instant.MAX, "\uFFFF")
                : new ListKey(bucket, after.time(), after.id());
        return tables.lists.subMap(start, false, new ListKey(bucket, Instant.MIN, ""), false);
    }

    /** Lists of which each holds all matches: one per condition, or that of all. */
    private static List<String> buckets(SessionFilter filter) {
        List<String> buckets = new ArrayList<>(4);
        if (filter.app() != null) {
            buckets.add("a" + filter.app());
        }
        if (filter.user() != null) {
            buckets.add("u" + filter.user());
        }
        if (filter.project() != null) {
            buckets.add("p" + filter.project());
        }
        if (filter.status() != null) {
            buckets.add(status(filter.status()));
        }
        return buckets.isEmpty() ? List.of(ALL) : buckets;
    }

    private static String status(SessionStatus status) {
        return "s" + Wire.name(status);
    }

    private static List<ListKey> places(Session session) {
        SessionFilter every = new SessionFilter(session.app(), session.user(), session.project(), session.status());
        List<ListKey> places = new ArrayList<>(5);
        places.add(new ListKey(ALL, session.createdAt(), session.id()));
        buckets(every).forEach(bucket -> places.add(new ListKey(bucket, session.createdAt(), session.id())));
        return places;
    }

    @Override
    public void insert(Session session) {
        if (tables().sessions.containsKey(session.id())) {
            throw new AlreadyExists("session", session.id());
        }
        put(session);
    }

    private void put(Session session) {
        SessionTables tables = tables();
        tables.sessions = tables.sessions.plus(session.id(), session);
        for (ListKey key : places(session)) {
            tables.lists = tables.lists.plus(key, session);
        }
        tables.bytes += Weight.of(session);
        scope.changes().put(EntityKind.SESSION, session.id(), session.id(), session.version());
    }

    private static void take(SessionTables tables, Session session) {
        tables.sessions = tables.sessions.minus(session.id());
        for (ListKey key : places(session)) {
            tables.lists = tables.lists.minus(key);
        }
        tables.bytes -= Weight.of(session);
    }

    @Override
    public void update(Session session, long expectedVersion) {
        Session present = tables().require(session.id());
        if (present.version() != expectedVersion) {
            throw new ConditionFailed("session", session.id(), expectedVersion, present.version());
        }
        take(tables(), present);
        put(session);
    }

    @Override
    public void delete(String id) {
        Session present = tables().require(id);
        SessionTables tables = tables();
        Events events = tables.events.get(id);
        if (events != null) {
            tables.events = tables.events.minus(id);
            tables.bytes -= events.bytes();
        }
        if (tables.writers.containsKey(id)) {
            tables.writers = tables.writers.minus(id);
            tables.bytes -= Weight.LEASE;
        }
        take(tables, present);
        scope.bury(EntityKind.SESSION, id);
        scope.changes().delete(EntityKind.SESSION, id, id, present.version());
    }
}
