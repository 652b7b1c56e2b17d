package dev.cairn.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cairn.error.OverCapacity;
import dev.cairn.error.Unavailable;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Namespace;
import dev.cairn.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WriterLaneTest {
    @TempDir
    Path directory;

    @Test
    void manyCallersShareACommitAndOneFailureHurtsNobodyElse() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IllegalStateException mine = new IllegalStateException("mine");
            List<Runnable> work = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String id = "e" + i;
                boolean fails = i == 25;
                work.add(() -> store.write(TestStores.CI, "test.create", tx -> {
                    tx.executions().insert(TestStores.execution(id, "make"));
                    if (fails) {
                        throw mine;
                    }
                    return id;
                }));
            }
            long before = store.maintenance().statistics().get("write_batches");
            List<Future<?>> all = TestStores.queued(store, threads, work);
            for (int i = 0; i < all.size(); i++) {
                if (i == 26) {
                    assertThatExceptionOfType(ExecutionException.class)
                            .isThrownBy(all.get(i)::get)
                            .satisfies(e -> assertThat(e.getCause()).isSameAs(mine));
                } else {
                    all.get(i).get();
                }
            }
            // they join the one that was held, or follow it together where it was held for long
            assertThat(store.maintenance().statistics().get("write_batches")).isBetween(before + 1, before + 2);
            for (int i = 0; i < 50; i++) {
                assertThat(TestStores.exists(store, "e" + i)).isEqualTo(i != 25);
            }
        }
    }

    @Test
    void onlyOneThatFailsAfterItWroteMakesOthersRunAgain() throws Exception {
        for (boolean writes : new boolean[] {false, true}) {
            try (Store store = TestStores.fresh(TestStores.settings(directory.resolve("writes-" + writes)));
                    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                AtomicInteger runs = new AtomicInteger();
                List<Runnable> work = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    String id = "e" + i;
                    work.add(() -> store.write(TestStores.CI, "test.create", tx -> {
                        runs.incrementAndGet();
                        if (!id.equals("e5") || writes) {
                            tx.executions().insert(TestStores.execution(id, "make"));
                        }
                        if (id.equals("e5")) {
                            throw new IllegalStateException("mine");
                        }
                        return id;
                    }));
                }
                for (Future<?> one : TestStores.queued(store, threads, work)) {
                    try {
                        one.get();
                    } catch (ExecutionException e) {
                        assertThat(e.getCause()).hasMessage("mine");
                    }
                }
                // those after it had not run yet
                assertThat(runs).hasValueBetween(writes ? 11 : 10, writes ? 16 : 10);
                for (int i = 0; i < 10; i++) {
                    assertThat(TestStores.exists(store, "e" + i)).isEqualTo(i != 5);
                }
            }
        }
    }

    /** Those who look, those who sleep, and those who looked too long: each hears of its own, and keeps its interrupt. */
    @Test
    void platformThreadsThatWaitAreEachAnsweredWithTheirOwn() throws Exception {
        int callers = 12;
        int calls = 100;
        try (Store store = TestStores.fresh(TestStores.settings(directory));
                ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                String name = "c" + caller + "-";
                boolean slow = caller == 0;
                boolean interrupted = caller == 1;
                all.add(threads.submit(() -> {
                    int own = 0;
                    for (int i = 0; i < calls; i++) {
                        String id = name + i;
                        if (interrupted) {
                            Thread.currentThread().interrupt();
                        }
                        String answer = store.write(TestStores.CI, "test.create", tx -> {
                                    tx.executions().insert(TestStores.execution(id, "make"));
                                    if (slow) {
                                        LockSupport.parkNanos(3_000_000);
                                    }
                                    return id;
                                })
                                .value();
                        own += answer.equals(id) && Thread.interrupted() == interrupted ? 1 : 0;
                    }
                    return own;
                }));
            }
            for (Future<Integer> one : all) {
                assertThat(one.get()).isEqualTo(calls);
            }
        }
    }

    @Test
    void aPlatformThreadAloneWritesInPlaceAndAVirtualOneDoesNot() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            assertThat(threadOf(store, "alone"))
                    .isEqualTo(Thread.currentThread().getName());
            AtomicReference<String> other = new AtomicReference<>();
            Thread.ofVirtual()
                    .start(() -> other.set(threadOf(store, "virtual")))
                    .join();
            assertThat(other).hasValue("cairn-sqlite-writer");
        }
    }

    /** Whoever finds the lane taken waits for the thread, which must learn that the lane is free. */
    @Test
    void whatComesWhileACallerWritesInPlaceIsDoneAfterIt() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory));
                ExecutorService threads = Executors.newFixedThreadPool(5)) {
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            Future<?> inPlace = threads.submit(() -> store.write(TestStores.CI, "test.hold", tx -> {
                held.countDown();
                release.await();
                return "";
            }));
            held.await();
            List<Future<?>> others = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String id = "e" + i;
                others.add(threads.submit(() -> TestStores.create(store, id, "make")));
            }
            TestStores.await(() -> store.maintenance().statistics().get("queued_writes") == 4);
            assertThat(others).noneMatch(Future::isDone);
            release.countDown();
            inPlace.get();
            for (Future<?> one : others) {
                one.get();
            }
            for (int i = 0; i < 4; i++) {
                assertThat(TestStores.exists(store, "e" + i)).isTrue();
            }
        }
    }

    @Test
    void aStoreIsClosedOnlyAfterACallerThatWritesInPlace() throws Exception {
        Store store = TestStores.fresh(TestStores.settings(directory));
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
            Future<?> write = threads.submit(() -> store.write(TestStores.CI, "test.hold", tx -> {
                held.countDown();
                release.await();
                tx.executions().insert(TestStores.execution("late", "make"));
                return "";
            }));
            held.await();
            Thread closing = Thread.ofPlatform().start(store::close);
            TestStores.await(() -> closing.getState() == Thread.State.WAITING);
            release.countDown();
            write.get();
            closing.join();
        }
        try (Store again = TestStores.open(TestStores.settings(directory))) {
            assertThat(TestStores.exists(again, "late")).isTrue();
        }
    }

    private static String threadOf(Store store, String id) {
        return store.write(TestStores.CI, "test.thread", tx -> {
                    tx.executions().insert(TestStores.execution(id, "make"));
                    return Thread.currentThread().getName();
                })
                .value();
    }

    @Test
    void oneThatFailsAloneIsNotRunAgain() {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            AtomicInteger runs = new AtomicInteger();
            assertThatIllegalStateException()
                    .isThrownBy(() -> store.write(TestStores.CI, "test.create", tx -> {
                        runs.incrementAndGet();
                        tx.executions().insert(TestStores.execution("e", "make"));
                        throw new IllegalStateException("mine");
                    }));
            assertThat(runs).hasValue(1);
            assertThat(TestStores.exists(store, "e")).isFalse();
        }
    }

    /** SQLite ends the whole transaction then, and each statement after it would commit by itself. */
    @Test
    void aFullDiskAmongOthersLeavesNothingHalfDone() throws Exception {
        try (SqliteStore store = (SqliteStore) TestStores.fresh(TestStores.settings(directory));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            pageLimit(store, 60);
            String large = "x".repeat(4_000_000);
            List<Runnable> work = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                String id = "e" + i;
                work.add(() -> store.write(TestStores.CI, "test.create", tx -> {
                    tx.executions().insert(TestStores.execution(id + "a", "make"));
                    try {
                        tx.executions().insert(TestStores.execution(id + "b", id.equals("e4") ? large : "make"));
                    } catch (Unavailable full) {
                        // as a closure may
                    }
                    // by another statement: the driver drops the one that failed
                    tx.memories().put(List.of(memory(id)), 1);
                    return id;
                }));
            }
            int failed = 0;
            for (Future<?> one : TestStores.queued(store, threads, work)) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(Unavailable.class);
                    failed++;
                }
            }
            assertThat(failed).isPositive();
            for (int i = 0; i < 9; i++) {
                MemoryKey remembered = memory("e" + i).id();
                assertThat(TestStores.exists(store, "e" + i + "a"))
                        .isEqualTo(TestStores.exists(store, "e" + i + "b"))
                        .isEqualTo(store.read(
                                TestStores.CI,
                                "test.find",
                                view -> view.memories().find(remembered).isPresent()));
            }
            pageLimit(store, 1_000_000);
            TestStores.create(store, "after", "make");
        }
    }

    private static Memory memory(String key) {
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        MemoryKey id = new MemoryKey(Namespace.of("notes"), key);
        return new Memory(id, 1, MemoryType.SEMANTIC, "1", JsonObject.EMPTY, time, time, null, null);
    }

    @Test
    void aFullQueueIsRefused() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory).with("queue", "1"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = TestStores.queued(store, threads, List.of(() -> {
                TestStores.create(store, "queued", "make");
            }));
            for (Future<?> one : all) {
                one.get();
            }
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            Future<?> holder = threads.submit(() -> store.write(TestStores.CI, "test.hold", tx -> {
                held.countDown();
                release.await();
                return "";
            }));
            held.await();
            Future<?> second = threads.submit(() -> TestStores.create(store, "second", "make"));
            TestStores.await(() -> store.maintenance().statistics().get("queued_writes") == 1);
            assertThatExceptionOfType(OverCapacity.class).isThrownBy(() -> TestStores.create(store, "third", "make"));
            release.countDown();
            holder.get();
            second.get();
        }
    }

    @Test
    void aFullDiskFailsTheWriteAndNotTheLane() throws Exception {
        try (SqliteStore store = (SqliteStore) TestStores.fresh(TestStores.settings(directory))) {
            TestStores.create(store, "before", "make");
            pageLimit(store, 60);
            String large = "x".repeat(4_000_000);
            assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> TestStores.create(store, "large", large));
            assertThat(TestStores.exists(store, "large")).isFalse();
            TestStores.create(store, "small", "make");
            pageLimit(store, 1_000_000);
            TestStores.create(store, "large", large);
            assertThat(TestStores.exists(store, "before")).isTrue();
            assertThat(TestStores.exists(store, "small")).isTrue();
            assertThat(TestStores.exists(store, "large")).isTrue();
        }
    }

    private static void pageLimit(SqliteStore store, int pages) {
        store.lane(
                "test.limit",
                link -> {
                    try (var statement = link.connection().createStatement()) {
                        return statement.execute("PRAGMA max_page_count = " + pages);
                    }
                },
                done -> {});
    }
}
