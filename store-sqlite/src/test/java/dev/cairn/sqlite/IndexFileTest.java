package dev.cairn.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Attribution;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.EntityKind;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Namespace;
import dev.cairn.model.Position;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.FeedFilter;
import dev.cairn.store.Store;
import dev.cairn.store.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The index beside the database holds nothing of its own: whatever becomes of it, everything is found")
@Timeout(120)
class IndexFileTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MANY = 2 * Gathering.ENOUGH + 100;

    @TempDir
    Path directory;

    private static MemoryKey key(int n) {
        return new MemoryKey(Namespace.of("n"), "k" + n);
    }

    /** Gives so many memories their next version, each with an entry in the audit. */
    private static void put(Store store, int count, long version, String word) {
        for (int n = 0; n < count; n++) {
            put(store, List.of(n), version, word);
        }
    }

    private static void put(Store store, List<Integer> numbers, long version, String word) {
        List<Memory> next = numbers.stream()
                .map(n -> new Memory(
                        key(n), version, MemoryType.SEMANTIC, "\"" + word + "\"", JsonObject.EMPTY, AT, AT, null, null))
                .toList();
        store.write(TestStores.CI, "test.put", tx -> {
            tx.memories().put(next, 1);
            tx.audit().record(new Attribution("ada", null), "test.put", AT);
            return "";
        });
    }

    private static List<Memory> search(View view, String word) {
        return view.memorySearch().page(MemoryFilter.ALL.containing(word), AT, null, 10_000);
    }

    private static int found(Store store, String word) {
        return store.read(
                TestStores.CI, "test.search", view -> search(view, word).size());
    }

    private static void verify(Store store, int memories, int versions, String word) {
        assertThat(found(store, word)).as(word).isEqualTo(memories);
        int listed = store.read(
                TestStores.CI,
                "test.list",
                view -> view.audit()
                        .page(AuditFilter.actor("ada"), null, 10_000)
                        .size());
        assertThat(listed).isEqualTo(memories * versions);
        // all memories of a namespace have one root
        assertThat(store.feed(TestStores.CI)
                        .after(
                                Position.START,
                                FeedFilter.of(
                                        EntityKind.MEMORY, key(0).namespace().path()),
                                10_000)
                        .changes())
                .hasSize(memories * versions);
    }

    private Path database() {
        return directory.resolve("cairn.db");
    }

    private Path index() {
        return IndexFile.beside(database());
    }

    private Store open() {
        return TestStores.open(TestStores.settings(directory));
    }

    private static void copy(Path from, Path to) throws IOException {
        for (String suffix : List.of("", "-wal")) {
            Path file = from.resolveSibling(from.getFileName() + suffix);
            Path target = to.resolveSibling(to.getFileName() + suffix);
            Files.deleteIfExists(target);
            if (Files.exists(file)) {
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.deleteIfExists(to.resolveSibling(to.getFileName() + "-shm"));
    }

    @Test
    void isMadeAnewWhereItIsMissing() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            put(store, MANY, 1, "alpha");
        }
        Files.delete(index());
        try (Store store = open()) {
            verify(store, MANY, 1, "alpha");
            put(store, MANY, 2, "beta");
            verify(store, MANY, 2, "beta");
            assertThat(found(store, "alpha")).isZero();
        }
    }

    @Test
    void isMadeAnewWhereNothingWasEverTakenOver() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            put(store, 10, 1, "alpha");
        }
        open().close();
        Files.delete(index());
        try (Store store = open()) {
            verify(store, 10, 1, "alpha");
        }
    }

    @Test
    void isMadeAnewWhereItIsNoDatabase() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            put(store, MANY, 1, "alpha");
        }
        Files.writeString(index(), "something else ".repeat(1_000));
        try (Store store = open()) {
            verify(store, MANY, 1, "alpha");
        }
    }

    @Test
    void anOlderOneIsNotTaken() throws Exception {
        Path kept = directory.resolve("kept");
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            put(store, MANY, 1, "alpha");
        }
        copy(index(), kept);
        try (Store store = open()) {
            put(store, MANY, 2, "beta");
        }
        copy(kept, index());
        try (Store store = open()) {
            verify(store, MANY, 2, "beta");
            assertThat(found(store, "alpha")).isZero();
        }
    }

    @Test
    void anOlderDatabaseDoesNotFindWhatItDoesNotKnow() throws Exception {
        Path kept = directory.resolve("kept");
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            put(store, MANY, 1, "alpha");
        }
        copy(database(), kept);
        try (Store store = open()) {
            put(store, MANY, 2, "beta");
        }
        copy(kept, database());
        try (Store store = open()) {
            verify(store, MANY, 1, "alpha");
            assertThat(found(store, "beta")).isZero();
        }
    }

    @Test
    void oneOfACopyThatWentItsOwnWayIsNotTaken() throws Exception {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            put(store, MANY, 1, "alpha");
        }
        copy(database(), elsewhere.resolve("cairn.db"));
        copy(index(), IndexFile.beside(elsewhere.resolve("cairn.db")));
        try (Store store = open();
                Store copy = TestStores.open(TestStores.settings(elsewhere))) {
            put(store, MANY, 2, "beta");
            put(copy, MANY, 2, "gamma");
            TestStores.settle(store);
            TestStores.settle(copy);
        }
        copy(IndexFile.beside(elsewhere.resolve("cairn.db")), index());
        try (Store store = open()) {
            verify(store, MANY, 2, "beta");
            assertThat(found(store, "gamma")).isZero();
        }
    }

    @Test
    @DisplayName("what a power failure cost the database and not the index is not found")
    void whatIsLostIsNotFound() throws Exception {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            put(store, MANY, 1, "alpha");
            TestStores.settle(store);
            copy(database(), elsewhere.resolve("cairn.db"));
            put(store, 10, 2, "beta");
            TestStores.settle(store);
            copy(index(), IndexFile.beside(elsewhere.resolve("cairn.db")));
        }
        try (Store store = TestStores.open(TestStores.settings(elsewhere))) {
            verify(store, MANY, 1, "alpha");
            assertThat(found(store, "beta")).isZero();
        }
    }

    @Test
    @DisplayName("what a power failure cost the index and not the database is found")
    void whatOnlyTheIndexLostIsFound() throws Exception {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            put(store, MANY, 1, "alpha");
            TestStores.settle(store);
            copy(index(), IndexFile.beside(elsewhere.resolve("cairn.db")));
            put(store, MANY, 2, "beta");
            TestStores.settle(store);
            copy(database(), elsewhere.resolve("cairn.db"));
        }
        try (Store store = TestStores.open(TestStores.settings(elsewhere))) {
            verify(store, MANY, 2, "beta");
            assertThat(found(store, "alpha")).isZero();
        }
    }

    @Test
    void everythingIsFoundWhileItCannotBeWritten() throws Exception {
        StoreSettings impatient = TestStores.settings(directory).with("busy_timeout", "0s");
        try (Store store = TestStores.fresh(impatient)) {
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + index());
                    Statement statement = other.createStatement()) {
                statement.executeUpdate("BEGIN IMMEDIATE");
                put(store, 9 * Gathering.ENOUGH, 1, "alpha");
                verify(store, 9 * Gathering.ENOUGH, 1, "alpha");
                assertThat(TestStores.number(directory, "SELECT count(*) FROM change_root"))
                        .isZero();
            }
            TestStores.await(() -> count("change_root") >= 9 * Gathering.ENOUGH);
            verify(store, 9 * Gathering.ENOUGH, 1, "alpha");
            put(store, 1, 2, "beta");
            TestStores.await(() -> count("journal") <= 1);
        }
    }

    private long count(String table) {
        try {
            return TestStores.number(directory, "SELECT count(*) FROM " + table);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName(
            "a search sees one state of the memories and of their terms, whatever is written and indexed meanwhile")
    void aSearchSeesOneState() throws Exception {
        List<Integer> together = IntStream.range(0, 20).boxed().toList();
        try (Store store = TestStores.fresh(TestStores.settings(directory));
                ExecutorService threads = Executors.newCachedThreadPool()) {
            put(store, together, 1, "odd");
            put(store, List.of(together.size()), 1, "other");
            AtomicBoolean done = new AtomicBoolean();
            Future<?> writing = threads.submit(() -> {
                for (long version = 2; !done.get(); version++) {
                    put(store, together, version, version % 2 == 0 ? "even" : "odd");
                    ((SqliteStore) store).index().takeIn();
                    // with which the lane lets go of what is in the index
                    put(store, List.of(together.size()), version, "other");
                }
            });
            try {
                for (int round = 0; round < 300; round++) {
                    store.read(TestStores.CI, "test.both", view -> {
                        Memory first = view.memories().find(key(0)).orElseThrow();
                        // time for the index to go on
                        Thread.sleep(3);
                        boolean odd = first.version() % 2 == 1;
                        assertThat(search(view, "odd")).hasSize(odd ? together.size() : 0);
                        assertThat(search(view, "even")).hasSize(odd ? 0 : together.size());
                        return "";
                    });
                }
            } finally {
                done.set(true);
                writing.get();
            }
        }
    }

    /** By itself a statement would see the database first and the index a moment later. */
    @Test
    void aSearchThatIsOneStatementIsPinnedToo() {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            put(store, 1, 1, "alpha");
            List<String> statements = new SqliteFixture().statementsOf(store, () -> found(store, "alpha"));
            assertThat(statements).hasSize(2);
            assertThat(statements.getFirst()).contains("FROM mark");
            assertThat(statements.getLast()).contains("memory_text");
        }
    }

    @Test
    void aKilledProcessLeavesBothInStep() throws Exception {
        Object first = "";
        for (int life = 0; life < 3; life++) {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Child.class.getName(),
                            directory.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            long written = 0;
            try (var lines = child.inputReader()) {
                while (written < 1_500 + 700 * life) {
                    written = Long.parseLong(lines.readLine());
                }
                child.destroyForcibly();
                child.waitFor();
            }
            try (Store store = open()) {
                int all = store.read(
                                TestStores.CI,
                                "test.all",
                                view -> view.memorySearch().page(MemoryFilter.ALL, AT, null, 100_000))
                        .size();
                assertThat(all).isGreaterThanOrEqualTo((int) written);
                verify(store, all, 1, "alpha");
            }
            Object file = Files.getAttribute(index(), "unix:ino");
            assertThat(file).as("not made anew").isEqualTo(life == 0 ? file : first);
            first = file;
        }
    }

    /** The other process. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            Path directory = Path.of(arguments[0]);
            StoreSettings settings = TestStores.settings(directory);
            boolean there = Files.exists(directory.resolve("cairn.db"));
            Store store = there ? TestStores.open(settings) : TestStores.fresh(settings);
            int written = store.read(
                            TestStores.CI,
                            "test.all",
                            view -> view.memorySearch().page(MemoryFilter.ALL, AT, null, 100_000))
                    .size();
            for (int n = written; n < 1_000_000; n++) {
                put(store, List.of(n), 1, "alpha");
                System.out.println(n);
                System.out.flush();
            }
        }
    }
}
