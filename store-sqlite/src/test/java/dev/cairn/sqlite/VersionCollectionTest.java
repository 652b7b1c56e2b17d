package dev.cairn.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.JsonObject;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Namespace;
import dev.cairn.store.Store;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class VersionCollectionTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final int KEYS = 100;
    private static final int KEPT = 3;

    @TempDir
    Path directory;

    private static MemoryKey key(int n) {
        return new MemoryKey(Namespace.of("n"), "k" + n);
    }

    private static void put(Store store, MemoryKey id, long version, String value) {
        put(store, List.of(memory(id, version, value)), KEPT);
    }

    private static Memory memory(MemoryKey id, long version, String value) {
        return new Memory(id, version, MemoryType.SEMANTIC, value, JsonObject.EMPTY, AT, AT, null, null);
    }

    private static void put(Store store, List<Memory> next, int kept) {
        store.write(TestStores.CI, "test.put", tx -> {
            tx.memories().put(next, kept);
            return "";
        });
    }

    private static List<Long> history(Store store, MemoryKey id) {
        return store.read(
                TestStores.CI,
                "test.history",
                view -> view.memories().history(id, Long.MAX_VALUE, AT, 1_000).stream()
                        .map(Memory::version)
                        .toList());
    }

    private long number(String sql) throws SQLException {
        return TestStores.number(directory, sql);
    }

    private long rows() throws SQLException {
        return number("SELECT count(*) FROM memory_version");
    }

    @Test
    void noMoreVersionsAreTooOldThanAreNotAndOneRound() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            for (int version = 1; version <= 60; version++) {
                for (int n = 0; n < KEYS; n++) {
                    put(store, key(n), version, "1");
                }
                assertThat(rows()).isLessThanOrEqualTo(2L * KEYS * KEPT + VersionCollection.ROWS);
            }
            for (int n = 0; n < KEYS; n++) {
                assertThat(history(store, key(n))).containsExactly(60L, 59L, 58L, 57L);
            }
        }
    }

    @Test
    void severalAtOnceAreChainedAsOneIs() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            for (int version = 1; version <= 5; version++) {
                List<Memory> next = new ArrayList<>();
                for (int n = 0; n < 70; n++) {
                    next.add(memory(key(n), version, "\"" + n + "\""));
                }
                // and one that is new, so that it is put among those that follow
                next.add(memory(key(1_000 + version), 1, "\"new\""));
                put(store, next, 10);
            }
            put(store, key(69), 6, "6");
            assertThat(history(store, key(0))).containsExactly(5L, 4L, 3L, 2L, 1L);
            assertThat(history(store, key(69))).containsExactly(6L, 5L, 4L, 3L);
            assertThat(history(store, key(1_003))).containsExactly(1L);
            String value = store.read(
                    TestStores.CI,
                    "test.find",
                    view -> view.memories().find(key(68), 2).orElseThrow().value());
            assertThat(value).isEqualTo("\"68\"");
        }
    }

    /** A chain whose end was collected is forgotten as far as it goes, and what is left is collected though its id is free. */
    @Test
    void nothingIsLeftOfWhatIsForgotten() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            for (int version = 1; version <= 2 * VersionCollection.ENOUGH; version++) {
                put(store, key(0), version, "1");
            }
            put(store, key(0), 2 * VersionCollection.ENOUGH + 1, null);
            long id = number("SELECT id FROM memory WHERE workspace = 'ci'");
            store.write(TestStores.CI, "test.forget", tx -> tx.memories().forget(AT.plusSeconds(1), 10));
            put(store, key(1), 1, "1");
            assertThat(number("SELECT id FROM memory WHERE workspace = 'ci'")).isGreaterThan(id);
            for (int version = 2; version <= 4 * VersionCollection.ENOUGH; version++) {
                put(store, key(1), version, "1");
            }
            assertThat(number("SELECT count(*) FROM memory_version WHERE memory_id = " + id))
                    .isZero();
            assertThat(history(store, key(1)))
                    .isEqualTo(LongStream.rangeClosed(0, KEPT)
                            .map(back -> 4L * VersionCollection.ENOUGH - back)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void whereNoneIsKeptTheRowOfAnotherIsNotTakenForOne() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            put(store, List.of(memory(key(0), 1, "1")), 0);
            put(store, List.of(memory(key(0), 2, "2")), 0);
            assertThat(history(store, key(0))).containsExactly(2L);
            for (int version = 1; version <= 2 * VersionCollection.ENOUGH; version++) {
                put(store, List.of(memory(key(1), version, "1")), 0);
            }
            assertThat(rows()).isLessThan(VersionCollection.ROWS);
            put(store, List.of(memory(key(0), 3, "3")), 5);
            assertThat(history(store, key(0))).containsExactly(3L, 2L);
            assertThat(history(store, key(1))).containsExactly(2L * VersionCollection.ENOUGH);
        }
    }

    @Test
    void aWorkspaceTakesItsVersionsWithIt() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            for (int version = 1; version <= 10; version++) {
                for (int n = 0; n < 20; n++) {
                    put(store, key(n), version, "1");
                }
            }
            store.workspaces().retire(TestStores.CI);
            TestStores.await(() -> store.workspaces().purge(TestStores.CI, 10));
            assertThat(number("SELECT count(*) FROM memory WHERE workspace = 'ci'"))
                    .isZero();
            assertThat(rows()).isZero();
            // the text index is yet to hear of it
            assertThat(number("SELECT count(*) FROM memory_unindexed WHERE terms = ''"))
                    .isEqualTo(20);
            TestStores.settle(store);
            assertThat(number("SELECT count(*) FROM memory_unindexed")).isZero();
            assertThat(number("SELECT count(*) FROM memory_text_docsize")).isZero();
        }
    }
}
