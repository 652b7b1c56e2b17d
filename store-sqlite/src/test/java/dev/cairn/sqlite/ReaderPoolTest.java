package dev.cairn.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.error.OverCapacity;
import dev.cairn.error.Unavailable;
import dev.cairn.spi.StoreSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReaderPoolTest {
    @TempDir
    Path directory;

    private ReaderPool pool(int size, int limit) {
        StoreSettings settings = TestStores.settings(directory);
        TestStores.fresh(settings).close();
        for (var setting : SqliteSettings.DECLARED) {
            if (!setting.name().equals("path")) {
                settings = settings.with(setting.name(), String.valueOf(setting.defaultValue()));
            }
        }
        Pragmas pragmas = new Pragmas(SqliteSettings.of(settings));
        return new ReaderPool(
                () -> new Link(pragmas.connect(true), Engine.STATEMENTS), 0, () -> 0, size, limit, "test-reader");
    }

    @Test
    void oneCarrierAlwaysStaysFree() {
        Carriers carriers = new Carriers(3);
        assertThat(carriers.enter()).isTrue();
        assertThat(carriers.enter()).isTrue();
        assertThat(carriers.enter()).isFalse();
        carriers.leave();
        assertThat(carriers.enter()).isTrue();
        assertThat(new Carriers(1).enter()).isFalse();
    }

    @Test
    void manyThreadsOfBothKindsShareFewConnectionsAndNoneIsUsedByTwo() throws Exception {
        try (ReaderPool pool = pool(2, 10_000);
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService platform = Executors.newFixedThreadPool(8)) {
            List<Link> inUse = new ArrayList<>();
            List<Future<String>> reads = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                ExecutorService threads = i % 2 == 0 ? virtual : platform;
                reads.add(threads.submit(() -> pool.read(true, link -> {
                    synchronized (inUse) {
                        assertThat(inUse).doesNotContain(link);
                        inUse.add(link);
                    }
                    String epoch = link.meta().get("epoch");
                    synchronized (inUse) {
                        inUse.remove(link);
                    }
                    return epoch;
                })));
            }
            for (Future<String> read : reads) {
                assertThat(read.get()).startsWith("s");
            }
            assertThat(pool.waiting()).isZero();
        }
    }

    @Test
    void whoFindsTooManyWaitingIsRefusedAndAnAskerGivesUpInTime() throws Exception {
        CountDownLatch holding = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        try (ReaderPool pool = pool(1, 1);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = threads.submit(() -> pool.read(true, link -> {
                holding.countDown();
                enough.await();
                return "first";
            }));
            holding.await();
            assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> pool.handOff(link -> "late", 1));
            Future<String> second = threads.submit(() -> pool.read(true, link -> "second"));
            while (pool.waiting() == 0) {
                Thread.onSpinWait();
            }
            assertThatExceptionOfType(OverCapacity.class).isThrownBy(() -> pool.read(true, link -> "third"));
            enough.countDown();
            assertThat(first.get()).isEqualTo("first");
            assertThat(second.get()).isEqualTo("second");
        }
    }

    @Test
    void aConnectionWhoseStatementFailedIsReplaced() {
        try (ReaderPool pool = pool(1, 10)) {
            List<Link> seen = new ArrayList<>();
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> pool.read(true, link -> {
                        seen.add(link);
                        return link.meta().set("epoch", "x"); // the connection only reads
                    }));
            assertThat(pool.<Boolean>read(true, link -> seen.contains(link))).isFalse();
        }
    }

    @Test
    void closingWaitsForWhatRunsAndRefusesWhatComesLater() throws Exception {
        CountDownLatch holding = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        ReaderPool pool = pool(2, 10);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> running = threads.submit(() -> pool.read(true, link -> {
                holding.countDown();
                enough.await();
                return link.connection().isClosed();
            }));
            holding.await();
            Future<?> closing = threads.submit(pool::close);
            while (pool.waiting() == 0) {
                Thread.onSpinWait();
            }
            assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> pool.read(true, link -> "late"));
            assertThat(closing.isDone()).isFalse();
            enough.countDown();
            closing.get();
            assertThat(running.get()).isFalse();
        }
    }

    @Test
    void aQueryGivesItsColumnsAlsoWhenItsNamesAreNotAskedForAgain() throws SQLException {
        try (ReaderPool pool = pool(1, 10)) {
            for (int i = 0; i < 3; i++) {
                assertThat(pool.<String>read(true, link -> link.meta().get("revision_reserved")))
                        .isNotNull();
                assertThat(pool.<Integer>read(true, link -> link.meta().live().size()))
                        .isEqualTo(1);
            }
        }
    }
}
