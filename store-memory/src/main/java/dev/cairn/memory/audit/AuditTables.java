package dev.cairn.memory.audit;

import dev.cairn.memory.base.DomainTables;
import dev.cairn.memory.base.MemoryScope;
import dev.cairn.memory.base.Trie;
import dev.cairn.memory.base.Weight;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.Change;
import dev.cairn.spi.Recording;
import dev.cairn.store.AuditWriter;
import dev.cairn.store.ChainWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** What a workspace holds of the audit, as persistent maps, and the roles over it. */
public final class AuditTables extends DomainTables<AuditTables> {
    /** Newest first within its bucket: all entries, or those of one actor, action or root. */
    record AuditListKey(String bucket, Instant time, AuditPlace place) implements Comparable<AuditListKey> {
        @Override
        public int compareTo(AuditListKey that) {
            int order = bucket.compareTo(that.bucket);
            if (order == 0) {
                order = that.time.compareTo(time);
            }
            return order == 0 ? that.place.compareTo(place) : order;
        }
    }

    TreePMap<AuditPlace, AuditEntry> entries = TreePMap.empty();
    TreePMap<AuditListKey, AuditEntry> lists = TreePMap.empty();
    TreePMap<Long, AuditSeal> seals = TreePMap.empty();
    Trie<AuditPlace, AuditSeal> sealed = Trie.empty();

    /** What all of this takes, by {@link Weight}. */
    long bytes;

    @Override
    public long bytes() {
        return bytes;
    }

    public AuditWriter audit(MemoryScope scope) {
        return new MemoryAudit(scope, this);
    }

    public ChainWriter chain(MemoryScope scope) {
        return new MemoryChain(scope, this);
    }

    /** What a transaction leaves, as part of its commit; nothing where nothing is to be recorded. */
    public void add(@Nullable Recording recording, List<Change> changes) {
        MemoryAudit.add(this, recording, changes);
    }
}
