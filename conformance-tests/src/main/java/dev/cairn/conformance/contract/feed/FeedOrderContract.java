package dev.cairn.conformance.contract.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.model.Change;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.Position;
import dev.cairn.store.ChangeFeed.ChangePage;
import dev.cairn.store.FeedFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** FEED-2, FEED-3, FEED-4 while many write and one is stalled. */
public abstract class FeedOrderContract extends Group {
    private static final int WRITERS = 4;
    private static final int EACH = 6;
    private static final int PARTS = 3;

    /** A snapshot: where it stands in the feed and what it holds. */
    private record Snapshot(Position position, Map<String, Long> versions) {}

    private Snapshot snapshot() {
        return subject.read(view -> {
            Map<String, Long> versions = new HashMap<>();
            for (Execution each : view.executions().page(ExecutionFilter.ALL, null, 10_000)) {
                versions.put(each.id(), each.version());
            }
            return new Snapshot(view.position(), versions);
        });
    }

    /** Follows the feed from its start, as a client would, until {@code expected} changes were shown. */
    private List<Change> follow(Position from, int expected, int limit) throws InterruptedException {
        List<Change> seen = new ArrayList<>();
        Position[] at = {from};
        Race.await("the feed shows " + expected + " changes", () -> {
            ChangePage page = store().feed(ws()).after(at[0], FeedFilter.ALL, limit);
            seen.addAll(page.changes());
            // a client keeps its position as text between two pages
            at[0] = Position.parse("position", page.next().token());
            return seen.size() >= expected;
        });
        return seen;
    }

    private void writeMany(int writer) {
        for (int i = 0; i < EACH; i++) {
            String id = "w" + writer + "-" + i;
            subject.change(tx -> {
                for (int part = 0; part < PARTS; part++) {
                    tx.executions().insert(Samples.execution(id + "-" + part, now()));
                }
            });
        }
    }

    /** Rising revisions; the parts of one transaction together under one revision; nothing twice. */
    private static void assertOrdered(List<Change> seen) {
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen).extracting(Change::revision).isSorted();
        Map<Long, Set<String>> transactions = new HashMap<>();
        Map<String, Long> revisionOf = new HashMap<>();
        for (Change change : seen) {
            String transaction = change.id().substring(0, change.id().lastIndexOf('-'));
            transactions
                    .computeIfAbsent(change.revision(), r -> new HashSet<>())
                    .add(transaction);
            Long other = revisionOf.putIfAbsent(transaction, change.revision());
            assertThat(other == null || other == change.revision())
                    .as("all of %s at one revision", transaction)
                    .isTrue();
        }
        assertThat(transactions.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
    }

    @RepeatedTest(3)
    @Clause("FEED-2")
    @Clause("FEED-3")
    @Clause("FEED-4")
    @DisplayName(
            "a transaction stalled while others commit never appears behind what a reader has seen, nor is it lost (weakness"
                    + " G.2.8: the order of publishing, not of commits)")
    void stalledTransaction() throws Exception {
        CountDownLatch parked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        int expected = (WRITERS * EACH + 1) * PARTS;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> stalled = threads.submit(() -> {
                subject.change(tx -> {
                    for (int part = 0; part < PARTS; part++) {
                        tx.executions().insert(Samples.execution("stalled-0-" + part, now()));
                    }
                    parked.countDown();
                    release.await(Race.PATIENCE.toSeconds(), TimeUnit.SECONDS);
                });
                return 1;
            });
            assertThat(parked.await(Race.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                writers.add(threads.submit(() -> {
                    writeMany(number);
                    return done.incrementAndGet();
                }));
            }
            Future<List<Change>> reader = threads.submit(() -> follow(Position.START, expected, 2));
            // with several writers the others now commit around the stalled one; a single writer lane makes them wait
            Race.within(Duration.ofMillis(700), () -> done.get() == WRITERS);
            Snapshot during = snapshot();
            release.countDown();
            stalled.get(60, TimeUnit.SECONDS);
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
            List<Change> seen = reader.get(60, TimeUnit.SECONDS);
            assertThat(seen).hasSize(expected);
            assertOrdered(seen);
            List<Change> again = settled(Position.START);
            assertThat(seen)
                    .as("what the reader saw is the whole feed, in its order")
                    .containsExactlyElementsOf(again);
            assertThat(during.versions()).doesNotContainKey("stalled-0-0");
            Set<String> lacking = new HashSet<>(snapshot().versions().keySet());
            lacking.removeAll(during.versions().keySet());
            assertThat(settled(during.position()))
                    .as("from a snapshot taken during the stall: all that it lacks, nothing that it holds")
                    .extracting(Change::id)
                    .containsExactlyInAnyOrderElementsOf(lacking);
        }
    }

    @Test
    @Clause("FEED-2")
    @Clause("FEED-3")
    @DisplayName("four readers that page at their own pace while four writers write all see one and the same order")
    void sameOrderForAll() throws Exception {
        int expected = WRITERS * EACH * PARTS;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Change>>> readers = new ArrayList<>();
            List<Future<?>> writers = new ArrayList<>();
            for (int limit : new int[] {1, 2, 7, 100}) {
                readers.add(threads.submit(() -> follow(Position.START, expected, limit)));
            }
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                writers.add(threads.submit(() -> writeMany(number)));
            }
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
            List<Change> first = readers.getFirst().get(60, TimeUnit.SECONDS);
            assertThat(first).hasSize(expected);
            assertOrdered(first);
            for (Future<List<Change>> reader : readers) {
                assertThat(reader.get(60, TimeUnit.SECONDS)).containsExactlyElementsOf(first);
            }
        }
    }

    @Test
    @Clause("FEED-4")
    @DisplayName("from each of thirty snapshots taken while writers insert, update and delete, the feed shows exactly"
            + " what the snapshot lacks")
    void fromSnapshots() throws Exception {
        List<Snapshot> snapshots = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                writers.add(threads.submit(() -> {
                    churn(number);
                    return done.incrementAndGet();
                }));
            }
            while (snapshots.size() < 30 && done.get() < WRITERS) {
                snapshots.add(snapshot());
            }
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
        }
        snapshots.add(snapshot());
        Map<String, Long> end = snapshot().versions();
        for (Snapshot each : snapshots) {
            assertThat(replayed(each)).isEqualTo(end);
        }
    }

    private void churn(int writer) {
        Random random = new Random(writer);
        for (int i = 0; i < 30; i++) {
            String id = "w" + writer + "-" + random.nextInt(5);
            subject.change(tx -> {
                var old = tx.executions().find(id);
                if (old.isEmpty()) {
                    tx.executions().insert(Samples.execution(id, now()));
                } else if (old.get().version() > 3) {
                    tx.executions().delete(id);
                } else {
                    tx.executions()
                            .update(Samples.renamed(old.get(), "n"), old.get().version());
                }
            });
        }
    }

    /** Applies what follows the snapshot to it; any change missing or repeated breaks the chain of versions. */
    private Map<String, Long> replayed(Snapshot snapshot) throws InterruptedException {
        Map<String, Long> state = new HashMap<>(snapshot.versions());
        for (Change change : settled(snapshot.position())) {
            long before = state.getOrDefault(change.id(), 0L);
            switch (change.op()) {
                case PUT -> {
                    assertThat(change.version())
                            .as("%s from %s", change, snapshot.position())
                            .isEqualTo(before + 1);
                    state.put(change.id(), change.version());
                }
                case DELETE -> {
                    assertThat(change.version())
                            .as("%s from %s", change, snapshot.position())
                            .isEqualTo(before);
                    state.remove(change.id());
                }
            }
        }
        return state;
    }

    @Test
    @Clause("FEED-4")
    @DisplayName("the position inside a transaction is that of its start: its own writes follow from there")
    void positionInTransaction() throws Exception {
        insert("before");
        settled(Position.START);
        Position[] inside = new Position[1];
        subject.change(tx -> {
            tx.executions().insert(Samples.execution("mine", now()));
            inside[0] = tx.position();
        });
        assertThat(settled(inside[0])).extracting(Change::id).containsExactly("mine");
    }

    @Test
    @Clause("FEED-4")
    @DisplayName("head stands at or after every write that has returned: following from it shows only what comes later")
    void head() throws Exception {
        for (int i = 0; i < 20; i++) {
            insert("old-" + i);
            Position head = store().feed(ws()).head();
            String id = "new-" + i;
            insert(id);
            assertThat(settled(head)).extracting(Change::id).containsExactly(id);
        }
    }
}
