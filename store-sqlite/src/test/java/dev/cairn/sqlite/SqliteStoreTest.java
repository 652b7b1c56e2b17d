package dev.cairn.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.error.Unavailable;
import dev.cairn.model.Change;
import dev.cairn.model.Position;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.FeedFilter;
import dev.cairn.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.Function;

@Timeout(60)
class SqliteStoreTest {
    /** As many as a two-processor machine has carriers, and more. */
    private static final int SLOW = 3;

    @TempDir
    Path directory;

    @Test
    void everyPragmaIsReadBackAndADifferentOneRefused() throws Exception {
        Pragmas pragmas = new Pragmas(SqliteSettings.of(TestStores.everySetting(directory)));
        try (Connection connection = pragmas.connect(false)) {
            Map<String, String> actual = pragmas.readBack(connection);
            pragmas.verify(actual);
            for (String name : actual.keySet()) {
                Map<String, String> differing = new HashMap<>(actual);
                differing.put(name, "something else");
                assertThatExceptionOfType(Unavailable.class)
                        .isThrownBy(() -> pragmas.verify(differing))
                        .withMessageContaining(name);
            }
        }
    }

    @Test
    @DisplayName(
            "the writer's connection and each reader's really has what was asked for: WAL, synchronous, foreign keys"
                    + " (weakness G.1.8: only the first connection had them)")
    void everyConnectionHasEveryPragma() throws Exception {
        StoreSettings settings = TestStores.everySetting(directory).with("synchronous", "full");
        Pragmas pragmas = new Pragmas(SqliteSettings.of(settings));
        try (SqliteStore store = (SqliteStore) TestStores.fresh(settings);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int readers = Integer.parseInt(store.description().details().get("readers"));
            // all at once, so that no connection is asked twice
            CountDownLatch all = new CountDownLatch(readers);
            List<Future<Map<String, String>>> answers = new ArrayList<>();
            for (int i = 0; i < readers; i++) {
                answers.add(threads.submit(() -> store.reader("test.pragmas", link -> {
                    all.countDown();
                    assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
                    return pragmas.readBack(link.connection());
                })));
            }
            Map<String, String> writer =
                    store.lane("test.pragmas", link -> pragmas.readBack(link.connection()), done -> {});
            assertThat(writer)
                    .containsEntry("journal_mode", "wal")
                    .containsEntry("synchronous", "2")
                    .containsEntry("foreign_keys", "1");
            for (Future<Map<String, String>> reader : answers) {
                assertThat(reader.get()).isEqualTo(writer);
            }
        }
    }

    /** An epoch of digits alone (one random one in 280) would be read back as a revision. */
    @Test
    void anEpochBeginsWithALetter() {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            TestStores.create(store, "first", "make");
            assertThat(store.feed(TestStores.CI).head().epoch()).startsWith("s");
        }
    }

    /** The change log keeps UUIDs as bytes; whatever else an id looks like must come back as it was. */
    @Test
    void theFeedGivesEveryIdBackAsItWas() {
        List<String> ids = List.of(
                "0190a3f0-7b1c-7000-8000-00000000000a",
                "0190A3F0-7B1C-7000-8000-00000000000A",
                "0190a3f0-7b1c-7000-8000-00000000000",
                "0190a3f0-7b1c-7000-8000-0000000000zz",
                "1-2-3-4-5",
                "sixteen.letters.");
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            ids.forEach(id -> TestStores.create(store, id, "make"));
            for (String id : ids) {
                assertThat(store.feed(TestStores.CI)
                                .after(Position.START, FeedFilter.root(id), 10)
                                .changes())
                        .singleElement()
                        .satisfies(change -> {
                            assertThat(change.rootId()).isEqualTo(id);
                            assertThat(change.id()).isEqualTo(id);
                        });
            }
            assertThat(store.feed(TestStores.CI)
                            .after(Position.START, FeedFilter.ALL, 10)
                            .changes())
                    .extracting(Change::rootId)
                    .isEqualTo(ids);
        }
    }

    @Test
    void slowQueriesOnVirtualThreadsStallNeitherOtherReadsNorWritesNorVirtualThreads() throws Exception {
        try (SqliteStore store = (SqliteStore) TestStores.fresh(TestStores.settings(directory));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            TestStores.create(store, "first", "make");
            CountDownLatch running = new CountDownLatch(SLOW);
            CountDownLatch enough = new CountDownLatch(1);
            List<Future<?>> slow = new ArrayList<>();
            try {
                for (int i = 0; i < SLOW; i++) {
                    slow.add(threads.submit(
                            () -> store.reader("test.slow", link -> slow(link.connection(), running, enough))));
                }
                running.await();
                assertThat(threads.submit(() -> TestStores.exists(store, "first"))
                                .get())
                        .isTrue();
                threads.submit(() -> TestStores.create(store, "second", "make")).get();
                assertThat(TestStores.exists(store, "second")).isTrue();
                assertThat(slow).noneMatch(Future::isDone);
            } finally {
                enough.countDown();
            }
            for (Future<?> one : slow) {
                assertThat(one.get()).isEqualTo(1L);
            }
        }
    }

    /** Stays inside one call of the engine, on its thread, until there has been enough. */
    private static long slow(Connection connection, CountDownLatch running, CountDownLatch enough) throws Exception {
        Function.create(connection, "wait_here", new Function() {
            @Override
            protected void xFunc() throws SQLException {
                running.countDown();
                try {
                    enough.await();
                } catch (InterruptedException e) {
                    throw new SQLException(e);
                }
                result(1L);
            }
        });
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT wait_here()")) {
            return row.getLong(1);
        }
    }

    @Test
    void theLogStaysBoundedAlsoWithoutAMomentFreeOfReaders() throws Exception {
        StoreSettings settings = TestStores.settings(directory).with("wal_bytes", "1m");
        try (Store store = TestStores.fresh(settings)) {
            long most = 0;
            for (int i = 0; i < 2_000; i++) {
                TestStores.create(store, "e" + i, "x".repeat(8_000));
                most = Math.max(most, store.maintenance().statistics().get("wal_bytes"));
            }
            assertThat(most).isLessThan(24L << 20);
            store.maintenance().checkpoint();
            assertThat(store.maintenance().statistics()).containsEntry("wal_bytes", 0L);
        }
    }

    @Test
    void aKilledProcessLosesNothingThatItAcknowledged() throws Exception {
        Process child = child("write");
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            while (acknowledged.size() < 200) {
                acknowledged.add(lines.readLine());
            }
            child.destroyForcibly();
            child.waitFor();
        }
        try (Store store = TestStores.open(TestStores.settings(directory))) {
            assertThat(acknowledged).hasSize(200).allMatch(id -> TestStores.exists(store, id));
            TestStores.create(store, "after", "make");
        }
    }

    @Test
    void aSecondProcessIsRefusedByName() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            Process child = child("open");
            try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
                assertThat(lines.readLine())
                        .contains(
                                "Unavailable",
                                "is in use by process "
                                        + ProcessHandle.current().pid());
            }
            child.waitFor();
            assertThatExceptionOfType(Unavailable.class)
                    .isThrownBy(() -> TestStores.open(TestStores.settings(directory)))
                    .withMessageContaining("is in use by process");
        }
    }

    private Process child(String what) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        what,
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The other process. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            StoreSettings settings = TestStores.settings(Path.of(arguments[1]));
            if (arguments[0].equals("open")) {
                try (Store store = TestStores.open(settings)) {
                    System.out.println("opened " + store);
                } catch (Unavailable e) {
                    System.out.println(e);
                }
                return;
            }
            Store store = TestStores.fresh(settings);
            for (int i = 0; i < 1_000_000; i++) {
                TestStores.create(store, "e" + i, "make");
                System.out.println("e" + i);
                System.out.flush();
            }
        }
    }
}
