package dev.cairn.conformance.model;

import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.model.EntityKind;
import dev.cairn.model.PageKey;
import dev.cairn.model.Session;
import dev.cairn.model.SessionFilter;
import dev.cairn.store.SessionWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions of the reference model. */
final class ModelSessions implements SessionWriter {
    private static final Comparator<PageKey> OLDEST =
            Comparator.comparing(PageKey::time).thenComparing(PageKey::id);

    private final ReferenceModel model;

    ModelSessions(ReferenceModel model) {
        this.model = model;
    }

    @Override
    public Optional<Session> find(String id) {
        return Optional.ofNullable(model.sessions.get(id));
    }

    private Session require(String id) {
        return find(id).orElseThrow(() -> new NotFound("session", id));
    }

    @Override
    public List<Session> page(SessionFilter filter, @Nullable PageKey after, int limit) {
        return model.sessions.values().stream()
                .filter(filter::matches)
                .filter(session -> after == null || OLDEST.compare(key(session), after) < 0)
                .sorted(Comparator.comparing(ModelSessions::key, OLDEST).reversed())
                .limit(limit)
                .toList();
    }

    private static PageKey key(Session session) {
        return new PageKey(session.createdAt(), session.id());
    }

    @Override
    public void insert(Session session) {
        if (model.sessions.containsKey(session.id())) {
            throw ReferenceModel.taken("session", session.id());
        }
        put(session);
    }

    private void put(Session session) {
        model.sessions.put(session.id(), session);
        model.put(EntityKind.SESSION, session.id(), session.id(), session.version());
    }

    @Override
    public void update(Session session, long expectedVersion) {
        long actual = require(session.id()).version();
        if (actual != expectedVersion) {
            throw new ConditionFailed("session", session.id(), expectedVersion, actual);
        }
        put(session);
    }

    @Override
    public void delete(String id) {
        Session gone = require(id);
        model.sessions.remove(id);
        model.events.remove(id);
        model.writers.remove(id);
        model.delete(EntityKind.SESSION, id, id, gone.version());
    }
}
