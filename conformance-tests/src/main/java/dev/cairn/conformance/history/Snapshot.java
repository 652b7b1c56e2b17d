package dev.cairn.conformance.history;

import dev.cairn.model.Change;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Position;
import dev.cairn.store.View;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a follower knows: a position, and the versions of executions and logs there.
 *
 * @param taken the position of the snapshot that it began with
 */
record Snapshot(Position taken, Position position, Map<String, Long> versions) {

    static Snapshot of(View view) {
        Map<String, Long> versions = new TreeMap<>();
        for (String id : Traffic.IDS) {
            versions.put(
                    key(EntityKind.EXECUTION, id),
                    view.executions().find(id).orElseThrow().version());
            versions.put(key(EntityKind.LOG, id), view.logs().lastSequence(id));
        }
        return new Snapshot(view.position(), view.position(), versions);
    }

    private static String key(EntityKind kind, String id) {
        return kind + " " + id;
    }

    long version(Change change) {
        return versions.getOrDefault(key(change.kind(), change.rootId()), 0L);
    }

    void move(Change change) {
        versions.put(key(change.kind(), change.rootId()), change.version());
    }

    Snapshot at(Position next) {
        return new Snapshot(taken, next, versions);
    }

    boolean sameAs(Snapshot other) {
        return versions.equals(other.versions);
    }

    /** Whether anything here is older than there. */
    boolean behind(Snapshot other) {
        return versions.entrySet().stream()
                .anyMatch(entry -> entry.getValue() < other.versions.getOrDefault(entry.getKey(), 0L));
    }
}
