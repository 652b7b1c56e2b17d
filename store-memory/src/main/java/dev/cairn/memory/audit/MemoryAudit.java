package dev.cairn.memory.audit;

import dev.cairn.memory.audit.AuditTables.AuditListKey;
import dev.cairn.memory.base.MemoryScope;
import dev.cairn.memory.base.Weight;
import dev.cairn.model.Attribution;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.AuditKey;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.Change;
import dev.cairn.spi.Recording;
import dev.cairn.store.AuditWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** The audit by place, with a list each of all entries, and of every actor, action and root. */
final class MemoryAudit implements AuditWriter {
    private static final String ALL = "";
    private static final AuditPlace BEYOND = new AuditPlace(Long.MAX_VALUE, Integer.MAX_VALUE);

    private final MemoryScope scope;
    private final AuditTables tables;

    MemoryAudit(MemoryScope scope, AuditTables tables) {
        this.scope = scope;
        this.tables = tables;
    }

    private AuditTables tables() {
        return scope.use(tables);
    }

    /** What a transaction leaves, as part of its commit. */
    static void add(AuditTables tables, @Nullable Recording recording, List<Change> changes) {
        if (recording == null) {
            return;
        }
        for (AuditEntry entry : recording.of(changes)) {
            tables.entries = tables.entries.plus(entry.place(), entry);
            for (String bucket : buckets(entry)) {
                tables.lists = tables.lists.plus(new AuditListKey(bucket, entry.time(), entry.place()), entry);
            }
            tables.bytes += Weight.of(entry);
        }
    }

    private static List<String> buckets(AuditEntry entry) {
        return List.of(
                ALL,
                actor(entry.actor()),
                action(entry.action()),
                root(entry.change().rootId()));
    }

    private static String actor(String actor) {
        return "u" + actor;
    }

    private static String action(String action) {
        return "o" + action;
    }

    private static String root(String rootId) {
        return "r" + rootId;
    }

    @Override
    public Optional<AuditEntry> find(AuditPlace place) {
        return Optional.ofNullable(tables().entries.get(place));
    }

    @Override
    public List<AuditEntry> page(AuditFilter filter, @Nullable AuditKey after, int limit) {
        Instant newest = filter.before() == null ? Instant.MAX : filter.before();
        AuditKey start = after == null || after.time().isAfter(newest) ? new AuditKey(newest, BEYOND) : after;
        TreePMap<AuditListKey, AuditEntry> shortest = buckets(filter).stream()
                .map(bucket -> range(bucket, start))
                .min(Comparator.comparingInt(TreePMap::size))
                .orElseThrow();
        List<AuditEntry> found = new ArrayList<>(Math.min(limit, 1_000));
        for (AuditEntry entry : shortest.values()) {
            if (found.size() == limit || (filter.from() != null && entry.time().isBefore(filter.from()))) {
                break;
            }
            if (filter.matches(entry)) {
                found.add(entry);
            }
        }
        return found;
    }

    /** Lists of which each holds all matches: one per condition, or that of all. */
    private static List<String> buckets(AuditFilter filter) {
        List<String> buckets = new ArrayList<>(3);
        if (filter.actor() != null) {
            buckets.add(actor(filter.actor()));
        }
        if (filter.action() != null) {
            buckets.add(action(filter.action()));
        }
        if (filter.rootId() != null) {
            buckets.add(root(filter.rootId()));
        }
        return buckets.isEmpty() ? List.of(ALL) : buckets;
    }

    private TreePMap<AuditListKey, AuditEntry> range(String bucket, AuditKey after) {
        return tables().lists
                .subMap(
                        new AuditListKey(bucket, after.time(), after.place()),
                        false,
                        new AuditListKey(bucket, Instant.MIN, AuditPlace.START),
                        false);
    }

    @Override
    public List<AuditEntry> after(AuditPlace place, int limit) {
        return tables().entries.tailMap(place, false).values().stream()
                .limit(limit)
                .toList();
    }

    /** Revisions are minted under the writers' lock: what is published is settled. */
    @Override
    public List<AuditEntry> settled(AuditPlace after, int limit) {
        return after(after, limit);
    }

    @Override
    public void record(Attribution by, String action, Instant at) {
        scope.record(new Recording(by, action, at));
    }
}
