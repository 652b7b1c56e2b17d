package dev.cairn.conformance.perf.origin;

import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.SampleData;
import dev.cairn.logic.Limits;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.memory.Memories;
import dev.cairn.logic.memory.NewMemory;
import dev.cairn.model.Attribution;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Namespace;
import dev.cairn.model.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * E.1: memories got, listed, put and put again; as published on one row or a hundred, and on many with eight callers. Every
 * write leaves its entry in the audit in the same commit, as the published ones did.
 */
final class AgentMemories implements OriginWorkload {
    private static final int PUBLISHED = 100;
    private static final int HALF = 50;
    /** Memories of one user: what a namespace query shows. */
    private static final int EACH = 100;

    private static final int BATCH = 1_000;
    private static final String AGENT = "agent:bench";
    private static final String GET = "p50 0.09, p95 0.10, p99 0.11 ms";
    private static final String QUERY = "p50 0.55, p95 0.71, p99 0.76 ms";
    private static final String WRITES = "4,347/s";
    private static final String UPDATES = "3,162/s";
    private static final String COMMIT = ", each committed with its entry in the audit";

    private final int samples;
    private final AtomicLong fresh = new AtomicLong();

    AgentMemories(int samples) {
        this.samples = samples;
    }

    @Override
    public void measure(Run run, Backend backend) throws Exception {
        AgentCalls.on(run, backend, this::asPublished);
        for (int rows : AgentCalls.scales(samples)) {
            AgentCalls.on(run, backend, calls -> {
                fill(calls, rows);
                corrected(calls, rows, new Written());
            });
        }
    }

    private static Memories audited(AgentCalls calls) {
        return calls.workspace().as(new Attribution(AGENT, "measured")).memories();
    }

    private void asPublished(AgentCalls calls) throws Exception {
        Memories memories = audited(calls);
        NewMemory theme = NewMemory.of("pref/alice", "theme", "{\"mode\":\"dark\"}");
        memories.put(theme);
        calls.asPublished("E.1 memory get", 1, PUBLISHED)
                .claim(GET)
                .note("one memory, asked for again and again")
                .measure(n -> memories.get(theme.id()));
        for (int i = 0; i < PUBLISHED; i++) {
            memories.put(NewMemory.of("user/alice/mem_" + i, "key_" + i, "{\"data\":" + i + "}"));
        }
        calls.asPublished("E.1 namespace of 100", PUBLISHED, HALF)
                .claim(QUERY)
                .note("a hundred memories below one namespace, all of them in one page")
                .measure(n -> list(memories, "user/alice"));
        long puts = calls.asPublished("E.1 memory writes", PUBLISHED, PUBLISHED)
                .claim(WRITES)
                .note("each into a namespace of its own, one by one" + COMMIT)
                .measure(n -> put(memories));
        long updates = calls.asPublished("E.1 memory updates", 1, HALF)
                .claim(UPDATES)
                .note("next versions of one memory, one by one" + COMMIT)
                .measure(n -> memories.put(NewMemory.of("pref/alice", "theme", "{\"value\":" + n + "}")));
        long version = memories.get(theme.id()).version();
        Preloaded.require(version == updates + 1, "version " + version + " after " + updates + " updates");
        verifyAudit(calls, 1 + PUBLISHED + puts + updates);
    }

    /** How many of each were made. */
    private static final class Written {
        private long first;
        private long next;
        private long one;
        private final AtomicLong mixed = new AtomicLong();

        long all() {
            return first + next + one + mixed.get();
        }
    }

    private void corrected(AgentCalls calls, int rows, Written written) throws Exception {
        Memories memories = audited(calls);
        long before = fresh.get();
        calls.corrected("E.1 memory get", rows, samples)
                .claim(GET)
                .note("keys at random")
                .measure(n -> memories.get(id(AgentCalls.pick(n, rows))));
        calls.corrected("E.1 memory get", rows, samples)
                .callers(1)
                .claim(GET)
                .note("keys at random")
                .measure(n -> memories.get(id(AgentCalls.pick(n, rows))));
        calls.corrected("E.1 namespace of 100", rows, samples / 2)
                .claim(QUERY)
                .note("namespaces at random")
                .measure(n -> list(memories, "bulk/u" + AgentCalls.pick(n, rows / EACH)));
        calls.corrected("E.1 namespace of 100", rows, samples / 5)
                .callers(1)
                .claim(QUERY)
                .note("namespaces at random")
                .measure(n -> list(memories, "bulk/u" + AgentCalls.pick(n, rows / EACH)));
        written.first = calls.corrected("E.1 memory writes", rows, samples)
                .claim(WRITES)
                .note("each into a namespace of its own" + COMMIT)
                .measure(n -> put(memories));
        written.next = calls.corrected("E.1 memory updates", rows, samples)
                .claim(UPDATES)
                .note("keys at random" + COMMIT)
                .measure(n -> memories.put(update(id(AgentCalls.pick(n, rows)), n)));
        calls.corrected("E.1 memory gets and updates, half and half", rows, samples)
                .claim(UPDATES + "; get p99 0.11 ms, each alone")
                .note("keys at random" + COMMIT + "; the latencies are those of both")
                .measure(n -> {
                    MemoryKey id = id(AgentCalls.pick(n, rows));
                    if (n % 2 == 0) {
                        memories.get(id);
                    } else {
                        memories.put(update(id, n));
                        written.mixed.incrementAndGet();
                    }
                });
        MemoryKey one = new MemoryKey(Namespace.of("one"), "key");
        written.one = calls.corrected("E.1 memory updates of one", rows, samples)
                .claim(UPDATES)
                .note("all on one key" + COMMIT + ", no version left out")
                .measure(n -> memories.put(update(one, n)));
        long last = memories.get(one).version();
        int kept = memories.history(one, PageRequest.first(Limits.MAX_PAGE))
                .items()
                .size();
        Preloaded.require(last == written.one, last + " versions of " + written.one);
        Preloaded.require(kept == Math.min(last, Limits.MEMORY_VERSIONS + 1L), kept + " versions kept");
        long found = count(memories);
        Preloaded.require(found == fresh.get() - before, found + " memories written");
        verifyAudit(calls, written.all());
    }

    private static long count(Memories memories) {
        long found = 0;
        String cursor = null;
        do {
            Page<Memory> page = memories.search(MemoryFilter.below(Namespace.of("written")), page(cursor));
            found += page.items().size();
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    private static void verifyAudit(AgentCalls calls, long expected) {
        long found = 0;
        String cursor = null;
        do {
            Page<AuditEntry> page = calls.workspace().audit().list(AuditFilter.actor(AGENT), page(cursor));
            found += page.items().size();
            cursor = page.next();
        } while (cursor != null);
        Preloaded.require(found == expected, found + " entries in the audit for " + expected + " writes");
    }

    private static PageRequest page(@Nullable String cursor) {
        return new PageRequest(Limits.MAX_PAGE, cursor, PageRequest.TotalMode.NONE);
    }

    private static void list(Memories memories, String prefix) {
        int found = memories.search(MemoryFilter.below(Namespace.of(prefix)), PageRequest.first(EACH))
                .items()
                .size();
        Preloaded.require(found == EACH, found + " of " + EACH + " below " + prefix);
    }

    private void put(Memories memories) {
        long n = fresh.incrementAndGet();
        memories.put(NewMemory.of("written/mem_" + n, "key_" + n, "{\"data\":" + n + "}"));
    }

    private static NewMemory update(MemoryKey id, long n) {
        return new NewMemory(id, "{\"data\":" + n + "}", null, null, null, null, null);
    }

    private static MemoryKey id(long n) {
        return new MemoryKey(Namespace.of("bulk/u" + n / EACH), "key_" + n);
    }

    private static void fill(AgentCalls calls, int rows) throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        for (int from = 0; from < rows; from += BATCH) {
            List<Memory> next = new ArrayList<>(BATCH);
            for (int i = from; i < Math.min(rows, from + BATCH); i++) {
                next.add(new Memory(
                        id(i), 1, MemoryType.SEMANTIC, "{\"data\":" + i + "}", JsonObject.EMPTY, now, now, null, null));
            }
            calls.database().cairn().store().write(SampleData.WORKSPACE, "bench.fill", tx -> {
                tx.memories().put(next, Limits.MEMORY_VERSIONS);
                return rows;
            });
        }
    }
}
