package dev.cairn.conformance.perf.origin;

import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.SampleData;
import dev.cairn.conformance.perf.origin.AgentCalls.Amount;
import dev.cairn.logic.Limits;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.memory.Memories;
import dev.cairn.logic.memory.NewMemory;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Namespace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** E.1: memories got, listed, put and put again; as published on one row or a hundred, and on many with eight callers. */
final class AgentMemories implements OriginWorkload {
    private static final int PUBLISHED = 100;
    private static final int HALF = 50;
    /** Memories of one user: what a namespace query shows. */
    private static final int EACH = 100;

    private static final int BATCH = 1_000;
    private static final String GET = "p50 0.09, p95 0.10, p99 0.11 ms";
    private static final String QUERY = "p50 0.55, p95 0.71, p99 0.76 ms";
    private static final String WRITES = "4,347/s";
    private static final String UPDATES = "3,162/s";

    private final int samples;
    private final AtomicLong fresh = new AtomicLong();

    AgentMemories(int samples) {
        this.samples = samples;
    }

    @Override
    public void measure(Run run, Backend backend) throws Exception {
        try (Backend.Database database = backend.create()) {
            database.cairn().workspaces().ensure(SampleData.WORKSPACE);
            AgentCalls calls = new AgentCalls(run, backend, database);
            asPublished(calls);
            corrected(calls, Math.max(EACH, samples * 10));
        }
    }

    private void asPublished(AgentCalls calls) throws Exception {
        Memories memories = calls.workspace().memories();
        NewMemory theme = NewMemory.of("pref/alice", "theme", "{\"mode\":\"dark\"}");
        memories.put(theme);
        calls.measure(
                "memory get",
                1,
                new Amount(1, PUBLISHED),
                n -> memories.get(theme.id()),
                GET,
                "as published: one memory, asked for again and again");
        for (int i = 0; i < PUBLISHED; i++) {
            memories.put(NewMemory.of("user/alice/mem_" + i, "key_" + i, "{\"data\":" + i + "}"));
        }
        calls.measure(
                "namespace of 100",
                PUBLISHED,
                new Amount(1, HALF),
                n -> list(memories, "user/alice"),
                QUERY,
                "as published: a hundred memories below one namespace, all of them in one page");
        calls.measure(
                "memory writes",
                PUBLISHED,
                new Amount(1, PUBLISHED),
                n -> put(memories),
                WRITES,
                "as published: each into a namespace of its own, one by one, committed");
        long before = memories.get(theme.id()).version();
        calls.measure(
                "memory updates",
                1,
                new Amount(1, HALF),
                n -> memories.put(NewMemory.of("pref/alice", "theme", "{\"value\":" + n + "}")),
                UPDATES,
                "as published: next versions of one memory, one by one, committed");
        long after = memories.get(theme.id()).version();
        Preloaded.require(after == before + 2 * HALF, "version " + after + " after " + before);
    }

    private void corrected(AgentCalls calls, int rows) throws Exception {
        Memories memories = calls.workspace().memories();
        fill(calls, rows);
        String many = "corrected: keys at random, " + AgentCalls.CALLERS + " callers";
        calls.measure("memory get", rows, all(), n -> memories.get(id(n * 7_919 % rows)), GET, many);
        calls.measure(
                "memory get, one caller",
                rows,
                new Amount(1, samples),
                n -> memories.get(id(n * 7_919 % rows)),
                GET,
                "corrected: keys at random");
        calls.measure(
                "namespace of 100",
                rows,
                all(),
                n -> list(memories, "bulk/u" + n * 7_919 % (rows / EACH)),
                QUERY,
                "corrected: namespaces at random, " + AgentCalls.CALLERS + " callers");
        calls.measure(
                "namespace of 100, one caller",
                rows,
                new Amount(1, samples),
                n -> list(memories, "bulk/u" + n * 7_919 % (rows / EACH)),
                QUERY,
                "corrected: namespaces at random");
        calls.measure("memory writes", rows, all(), n -> put(memories), WRITES, many + ", each committed");
        calls.measure(
                "memory updates",
                rows,
                all(),
                n -> memories.put(update(id(n * 7_919 % rows), n)),
                UPDATES,
                many + ", each committed");
        calls.measure(
                "memory updates of one",
                rows,
                all(),
                n -> memories.put(update(id(0), n)),
                UPDATES,
                "corrected: " + AgentCalls.CALLERS + " callers on one key, each committed, no version left out");
        long last = memories.get(id(0)).version();
        int kept = memories.history(id(0), PageRequest.first(Limits.MAX_PAGE))
                .items()
                .size();
        Preloaded.require(last > 2L * samples, last + " versions of " + 2L * samples);
        Preloaded.require(kept == Math.min(last, Limits.MEMORY_VERSIONS + 1L), kept + " versions kept");
    }

    private Amount all() {
        return new Amount(AgentCalls.CALLERS, samples);
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
