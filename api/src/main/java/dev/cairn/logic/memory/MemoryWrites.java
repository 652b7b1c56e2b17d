package dev.cairn.logic.memory;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.IllegalTransition;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.logic.Limits;
import dev.cairn.logic.Prepared;
import dev.cairn.logic.Scope;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.Namespace;
import dev.cairn.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes to memories, prepared for any transaction. */
final class MemoryWrites {
    private MemoryWrites() {}

    private static void store(Transaction tx, List<Memory> next) {
        tx.memories().put(next, Limits.MEMORY_VERSIONS);
    }

    static Prepared<Memory> put(Scope scope, NewMemory input) {
        Instant now = scope.now();
        MemoryRules.Draft draft = MemoryRules.draft(input, now);
        return tx -> {
            Memory next = draft.over(tx.memories().find(draft.id()).orElse(null), now);
            store(tx, List.of(next));
            return next;
        };
    }

    static Prepared<List<Memory>> putAll(Scope scope, List<NewMemory> inputs) {
        if (inputs.isEmpty()) {
            throw new InvalidArgument("memories", "must not be empty");
        }
        if (inputs.size() > Limits.MEMORY_BATCH) {
            throw new LimitExceeded("memories", Limits.MEMORY_BATCH, inputs.size());
        }
        Instant now = scope.now();
        List<MemoryRules.Draft> drafts = new ArrayList<>(inputs.size());
        Set<MemoryKey> ids = new HashSet<>();
        long text = 0;
        for (NewMemory input : inputs) {
            MemoryRules.Draft draft = MemoryRules.draft(input, now);
            if (!ids.add(draft.id())) {
                throw new InvalidArgument("memories[" + drafts.size() + "].key", "stands twice in this call");
            }
            text += draft.value().length();
            drafts.add(draft);
        }
        requireText("memories", text);
        return tx -> {
            Map<MemoryKey, Memory> present = present(tx, ids);
            List<Memory> next = drafts.stream()
                    .map(draft -> draft.over(present.get(draft.id()), now))
                    .toList();
            store(tx, next);
            return next;
        };
    }

    private static void requireText(String what, long length) {
        if (length > Limits.MEMORY_BATCH_TEXT) {
            throw new LimitExceeded(what + " text", Limits.MEMORY_BATCH_TEXT, length);
        }
    }

    private static Map<MemoryKey, Memory> present(Transaction tx, Set<MemoryKey> ids) {
        Map<MemoryKey, Memory> present = new HashMap<>();
        tx.memories().findAll(ids).forEach(memory -> present.put(memory.id(), memory));
        return present;
    }

    static Prepared<Memory> delete(Scope scope, MemoryKey id, @Nullable Long expectedVersion) {
        MemoryRules.key(id);
        Instant now = scope.now();
        return tx -> {
            Memory present = MemoryRules.requireLive(id, tx.memories().find(id).orElse(null), now);
            MemoryRules.expect(id, present, expectedVersion, now);
            Memory next = MemoryRules.deletion(present, now);
            store(tx, List.of(next));
            return next;
        };
    }

    /** @param version null: the newest with a value, of a key that is deleted */
    static Prepared<Memory> restore(Scope scope, MemoryKey id, @Nullable Long version, @Nullable Long expectedVersion) {
        MemoryRules.key(id);
        Instant now = scope.now();
        return tx -> {
            Memory present = tx.memories().find(id).orElseThrow(() -> new NotFound("memory", id.toString()));
            MemoryRules.expect(id, present, expectedVersion, now);
            Memory source;
            if (version != null) {
                source = tx.memories()
                        .find(id, version)
                        .filter(found -> found.liveAt(now))
                        .orElseThrow(() -> new NotFound("memory version", id + "@" + version));
            } else if (present.liveAt(now)) {
                throw new IllegalTransition("memory", id.toString(), "live", "live");
            } else {
                source = tx.memories().history(id, Long.MAX_VALUE, now, Limits.MEMORY_VERSIONS + 1).stream()
                        .filter(found -> found.liveAt(now))
                        .findFirst()
                        .orElseThrow(() -> new NotFound("memory version", id + "@" + (present.version() - 1)));
            }
            Memory next = MemoryRules.copied(source, present, id, now);
            store(tx, List.of(next));
            return next;
        };
    }

    /** @param move whether it goes from where it was, and only to where nothing live is */
    static Prepared<Memory> transfer(Scope scope, MemoryKey id, Namespace to, boolean move) {
        MemoryRules.key(id);
        MemoryKey target = MemoryRules.key(new MemoryKey(to, id.key()));
        if (target.equals(id)) {
            throw new InvalidArgument("to", "must be another namespace");
        }
        Instant now = scope.now();
        return tx -> {
            Memory source = MemoryRules.requireLive(id, tx.memories().find(id).orElse(null), now);
            Memory there = tx.memories().find(target).orElse(null);
            if (move && there != null && there.liveAt(now)) {
                throw new AlreadyExists("memory", target.toString());
            }
            Memory next = MemoryRules.copied(source, there, target, now);
            store(tx, move ? List.of(next, MemoryRules.deletion(source, now)) : List.of(next));
            return next;
        };
    }

    static Prepared<Integer> moveAll(Scope scope, Namespace from, Namespace to) {
        if (from.isRoot() || to.isRoot()) {
            throw new InvalidArgument(from.isRoot() ? "from" : "to", "must not be empty");
        }
        if (from.holds(to) || to.holds(from)) {
            throw new InvalidArgument("to", "must be neither above nor below the namespace that is moved");
        }
        Instant now = scope.now();
        return tx -> {
            List<Memory> sources = tx.memorySearch().page(MemoryFilter.below(from), now, null, Limits.MEMORY_BATCH + 1);
            if (sources.size() > Limits.MEMORY_BATCH) {
                throw new LimitExceeded("moved memories", Limits.MEMORY_BATCH, sources.size());
            }
            requireText(
                    "moved memories",
                    sources.stream().mapToLong(source -> length(source.value())).sum());
            Map<MemoryKey, Memory> targets = new HashMap<>();
            sources.forEach(source -> targets.put(target(source, from, to), source));
            Map<MemoryKey, Memory> present = present(tx, targets.keySet());
            List<Memory> next = new ArrayList<>(2 * sources.size());
            for (Memory source : sources) {
                MemoryKey target = target(source, from, to);
                Memory there = present.get(target);
                if (there != null && there.liveAt(now)) {
                    throw new AlreadyExists("memory", target.toString());
                }
                next.add(MemoryRules.copied(source, there, target, now));
                next.add(MemoryRules.deletion(source, now));
            }
            if (!next.isEmpty()) {
                store(tx, next);
            }
            return sources.size();
        };
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static MemoryKey target(Memory source, Namespace from, Namespace to) {
        return new MemoryKey(
                source.id().namespace().moved(from, to), source.id().key());
    }

    /** Deletes what is past its expiry; returns how many. */
    static int collect(Transaction tx, Instant now, int limit) {
        List<Memory> over = tx.memories().expired(now, limit);
        if (!over.isEmpty()) {
            store(
                    tx,
                    over.stream()
                            .map(memory -> MemoryRules.deletion(memory, now))
                            .toList());
        }
        return over.size();
    }
}
