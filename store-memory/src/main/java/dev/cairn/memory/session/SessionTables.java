package dev.cairn.memory.session;

import dev.cairn.error.NotFound;
import dev.cairn.memory.base.DomainTables;
import dev.cairn.memory.base.ListKey;
import dev.cairn.memory.base.MemoryScope;
import dev.cairn.memory.base.Trie;
import dev.cairn.memory.base.Weight;
import dev.cairn.model.Session;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.Texts;
import dev.cairn.model.WriterLease;
import dev.cairn.store.EventWriter;
import dev.cairn.store.SessionWriter;
import dev.cairn.store.StateWriter;
import org.pcollections.TreePMap;

/** What a workspace holds of sessions, their events and state, as persistent maps, and the roles over it. */
public final class SessionTables extends DomainTables<SessionTables> {
    /** By owner, and then key. */
    record StateKey(StateOwner owner, String key) implements Comparable<StateKey> {
        @Override
        public int compareTo(StateKey that) {
            int order = owner.scope().compareTo(that.owner.scope());
            if (order == 0) {
                order = owner.name().compareTo(that.owner.name());
            }
            return order == 0 ? Texts.BYTE_ORDER.compare(key, that.key) : order;
        }
    }

    Trie<String, Session> sessions = Trie.empty();
    TreePMap<ListKey, Session> lists = TreePMap.empty();
    Trie<String, Events> events = Trie.empty();
    Trie<String, WriterLease> writers = Trie.empty();
    TreePMap<StateKey, StateEntry> state = TreePMap.empty();

    /** What all of this takes, by {@link Weight}. */
    long bytes;

    @Override
    public long bytes() {
        return bytes;
    }

    public SessionWriter sessions(MemoryScope scope) {
        return new MemorySessions(scope, this);
    }

    public EventWriter events(MemoryScope scope) {
        return new MemoryEvents(scope, this);
    }

    public StateWriter state(MemoryScope scope) {
        return new MemoryState(scope, this);
    }

    /** @throws NotFound kind "session" */
    Session require(String id) {
        Session found = sessions.get(id);
        if (found == null) {
            throw new NotFound("session", id);
        }
        return found;
    }
}
