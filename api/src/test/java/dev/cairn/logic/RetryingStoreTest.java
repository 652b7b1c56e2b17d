package dev.cairn.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.error.Conflict;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.Committed;
import dev.cairn.store.Store;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RetryingStoreTest {
    private static final WorkspaceId HERE = new WorkspaceId("here");

    /** A write of this store is what is given, whatever its closure. */
    private static RetryingStore store(Duration deadline, Supplier<Long> write) {
        Store inner = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, arguments) -> new Committed<>("done", write.get()));
        return new RetryingStore(inner, deadline);
    }

    private static long write(RetryingStore store, String operation) {
        return store.write(HERE, operation, tx -> "").revision();
    }

    @Test
    void a_write_that_meets_others_is_repeated_and_given_up_at_the_deadline_with_its_attempts() {
        AtomicInteger attempts = new AtomicInteger();
        RetryingStore fifth = store(Duration.ofSeconds(10), () -> {
            if (attempts.incrementAndGet() < 5) {
                throw new Conflict(1, null);
            }
            return 7L;
        });
        assertThat(write(fifth, "append")).isEqualTo(7);
        assertThat(attempts).hasValue(5);

        RetryingStore never = store(Duration.ofMillis(50), () -> {
            throw new Conflict(1, null);
        });
        assertThatThrownBy(() -> write(never, "append"))
                .isInstanceOfSatisfying(
                        Conflict.class,
                        conflict -> assertThat(conflict.attempts()).isGreaterThan(4));
    }

    @Test
    void an_interrupted_caller_is_told_at_once_and_stays_interrupted() {
        RetryingStore never = store(Duration.ofMinutes(1), () -> {
            throw new Conflict(1, null);
        });
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> write(never, "append")).isInstanceOf(Conflict.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @Timeout(30)
    void whoever_lost_again_and_again_goes_before_newcomers_which_wait_a_little_and_others_not_at_all()
            throws Exception {
        AtomicInteger tried = new AtomicInteger();
        CountDownLatch alone = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        ThreadLocal<Boolean> loser = ThreadLocal.withInitial(() -> false);
        RetryingStore store = store(Duration.ofSeconds(20), () -> {
            if (loser.get() && tried.incrementAndGet() <= 3) {
                throw new Conflict(1, null);
            }
            if (loser.get()) {
                alone.countDown();
                await(leave);
            }
            return System.nanoTime();
        });
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            Future<Long> lost = pool.submit(() -> {
                loser.set(true);
                return write(store, "append");
            });
            await(alone);
            long began = System.nanoTime();
            assertThat(Duration.ofNanos(write(store, "append") - began)).isGreaterThan(Duration.ofMillis(45));
            assertThat(lost.isDone()).isFalse();
            // none of several can be so slow by chance
            assertThat(quickest(store, "create")).isLessThan(Duration.ofMillis(45));
            leave.countDown();
            lost.get();
            assertThat(quickest(store, "append")).isLessThan(Duration.ofMillis(45));
        }
    }

    private static Duration quickest(RetryingStore store, String operation) {
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long began = System.nanoTime();
            quickest = Math.min(quickest, write(store, operation) - began);
        }
        return Duration.ofNanos(quickest);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Of writers who all want the same, as under first-updater-wins: who began before another's commit loses. */
    @Test
    @Timeout(60)
    void among_writers_of_the_same_none_is_left_behind() throws Exception {
        AtomicLong version = new AtomicLong();
        RetryingStore store = store(Duration.ofSeconds(20), () -> {
            long seen = version.get();
            pause();
            if (!version.compareAndSet(seen, seen + 1)) {
                throw new Conflict(1, null);
            }
            pause();
            return seen + 1;
        });
        int writers = 16;
        int each = 60;
        AtomicLong longest = new AtomicLong();
        long start = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                all.add(pool.submit(() -> {
                    for (int n = 0; n < each; n++) {
                        long began = System.nanoTime();
                        write(store, "append");
                        longest.accumulateAndGet(System.nanoTime() - began, Math::max);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(version).hasValue((long) writers * each);
        // in turn each would wait for a sixtieth of it
        assertThat(longest.get()).isLessThan((System.nanoTime() - start) / 4);
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
