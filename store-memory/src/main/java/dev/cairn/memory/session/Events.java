package dev.cairn.memory.session;

import dev.cairn.memory.base.Trie;
import dev.cairn.memory.base.Weight;
import dev.cairn.model.EventQuery;
import dev.cairn.model.SessionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.pcollections.TreePMap;

/** The events of one session, by sequence and by id. Immutable; an append touches only what it adds. */
record Events(TreePMap<Long, SessionEvent> bySequence, Trie<String, SessionEvent> byId, long bytes) {
    static final Events NONE = new Events(TreePMap.empty(), Trie.empty(), 0);

    long last() {
        return bySequence.isEmpty() ? 0 : bySequence.lastKey();
    }

    Events append(List<SessionEvent> events) {
        TreePMap<Long, SessionEvent> sequences = bySequence;
        Trie<String, SessionEvent> ids = byId;
        long grown = bytes;
        for (SessionEvent event : events) {
            sequences = sequences.plus(event.sequence(), event);
            ids = ids.plus(event.id(), event);
            grown += Weight.of(event);
        }
        return new Events(sequences, ids, grown);
    }

    List<SessionEvent> read(EventQuery query, int limit) {
        if (query.after() >= query.before()) {
            return List.of();
        }
        NavigableMap<Long, SessionEvent> range = bySequence.subMap(query.after(), false, query.before(), false);
        List<SessionEvent> found = new ArrayList<>(Math.min(limit, 1_000));
        for (SessionEvent event : (query.backward() ? range.descendingMap() : range).values()) {
            if (found.size() == limit) {
                break;
            }
            found.add(event);
        }
        return found;
    }
}
