package dev.cairn.spi;

import dev.cairn.error.LimitExceeded;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.EntityKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The changes of one running transaction, one line per entity, the last (FEED-1). What a deleted root took with it
 * leaves no line of its own (FEED-5). Used by one thread. Whatever would be more than {@link #MOST} lines is refused with
 * {@link LimitExceeded}.
 */
public final class ChangeSet {
    /** Entities that one transaction changes. */
    public static final int MOST = 1 << 20;

    private record Entity(EntityKind kind, String rootId, String id) {}

    private record Line(ChangeOp op, long version) {}

    private final Map<Entity, Line> lines = new LinkedHashMap<>();

    public void put(EntityKind kind, String rootId, String id, long version) {
        record(new Entity(kind, rootId, id), new Line(ChangeOp.PUT, version));
    }

    public void delete(EntityKind kind, String rootId, String id, long version) {
        lines.keySet()
                .removeIf(entity ->
                        kind.takesAlong(entity.kind()) && entity.rootId().equals(rootId));
        record(new Entity(kind, rootId, id), new Line(ChangeOp.DELETE, version));
    }

    private void record(Entity entity, Line line) {
        if (lines.remove(entity) == null && lines.size() == MOST) {
            throw new LimitExceeded("changed entities of one transaction", MOST, MOST + 1L);
        }
        lines.put(entity, line);
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The lines in the order in which their entities were last touched. */
    public List<Change> at(long revision) {
        List<Change> changes = new ArrayList<>(lines.size());
        lines.forEach((entity, line) -> changes.add(
                new Change(revision, entity.kind(), entity.rootId(), entity.id(), line.op(), line.version())));
        return changes;
    }
}
