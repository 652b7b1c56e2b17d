package dev.cairn.memory;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.memory.Tables.ListKey;
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

    private final Roles roles;

    MemorySessions(Roles roles) {
        this.roles = roles;
    }

    @Override
    public Optional<Session> find(String id) {
        return Optional.ofNullable(roles.tables().sessions.get(id));
    }

    @Override
    public List<Session> page(SessionFilter filter, @Nullable PageKey after, int limit) {
        Tables tables = roles.tables();
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

    private static TreePMap<ListKey, Session> range(Tables tables, String bucket, @Nullable PageKey after) {
        // newest first: what is no ASCII stands before any id
        ListKey start = after == null
                ? new ListKey(bucket, Instant.MAX, "\uFFFF")
                : new ListKey(bucket, after.time(), after.id());
        return tables.sessionLists.subMap(start, false, new ListKey(bucket, Instant.MIN, ""), false);
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
        if (roles.tables().sessions.containsKey(session.id())) {
            throw new AlreadyExists("session", session.id());
        }
        put(session);
    }

    private void put(Session session) {
        Tables tables = roles.tables();
        tables.sessions = tables.sessions.plus(session.id(), session);
        for (ListKey key : places(session)) {
            tables.sessionLists = tables.sessionLists.plus(key, session);
        }
        tables.bytes += Weight.of(session);
        roles.changes().put(EntityKind.SESSION, session.id(), session.id(), session.version());
    }

    private static void take(Tables tables, Session session) {
        tables.sessions = tables.sessions.minus(session.id());
        for (ListKey key : places(session)) {
            tables.sessionLists = tables.sessionLists.minus(key);
        }
        tables.bytes -= Weight.of(session);
    }

    @Override
    public void update(Session session, long expectedVersion) {
        Session present = roles.requireSession(session.id());
        if (present.version() != expectedVersion) {
            throw new ConditionFailed("session", session.id(), expectedVersion, present.version());
        }
        take(roles.tables(), present);
        put(session);
    }

    @Override
    public void delete(String id) {
        Session present = roles.requireSession(id);
        Tables tables = roles.tables();
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
        tables.feed(tables.feed.bury(EntityKind.SESSION, id));
        roles.changes().delete(EntityKind.SESSION, id, id, present.version());
    }
}
