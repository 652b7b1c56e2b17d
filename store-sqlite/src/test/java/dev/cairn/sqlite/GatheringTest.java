package dev.cairn.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Attribution;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.Change;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Namespace;
import dev.cairn.model.Position;
import dev.cairn.model.Workspace;
import dev.cairn.store.ChangeFeed.ChangePage;
import dev.cairn.store.FeedFilter;
import dev.cairn.store.Store;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GatheringTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    /** Each entry is found in four orders. */
    private static final int FACETS = 4;

    @TempDir
    Path directory;

    private static void create(Store store, int from, int to) {
        for (int i = from; i < to; i++) {
            String id = "e" + i;
            store.write(TestStores.CI, "test.create", tx -> {
                tx.executions().insert(TestStores.execution(id, "make"));
                tx.audit().record(new Attribution("ada", null), "test.create", AT);
                return id;
            });
        }
    }

    /** All are found, whether they wait or not: in the feed, by what lists ask for, and by their root. */
    private static void verify(Store store, int count) {
        List<AuditEntry> found = store.read(
                TestStores.CI, "test.list", view -> view.audit().page(AuditFilter.actor("ada"), null, 10_000));
        assertThat(found).hasSize(count);
        List<String> told = new ArrayList<>();
        Position position = Position.START;
        ChangePage page;
        do {
            page = store.feed(TestStores.CI).after(position, FeedFilter.ALL, 70);
            page.changes().forEach(change -> told.add(change.rootId()));
            position = page.next();
        } while (!page.changes().isEmpty());
        assertThat(told)
                .isEqualTo(IntStream.range(0, count).mapToObj(i -> "e" + i).toList());
        for (int i : new int[] {0, count / 2, count - 1}) {
            List<Change> changes = store.feed(TestStores.CI)
                    .after(Position.START, FeedFilter.root("e" + i), 10)
                    .changes();
            assertThat(changes).as("e%d", i).hasSize(1);
        }
    }

    private long rows(String table) {
        try {
            return TestStores.number(directory, "SELECT count(*) FROM " + table);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatWaitsIsFoundAndEveryFewHundredAllOfItGoesIn() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            create(store, 0, Gathering.ENOUGH - 1);
            verify(store, Gathering.ENOUGH - 1);
            assertThat(rows("change_root")).isZero();
            assertThat(rows("journal")).isEqualTo(Gathering.ENOUGH - 1);
            create(store, Gathering.ENOUGH - 1, Gathering.ENOUGH);
            TestStores.await(() -> rows("change_root") == Gathering.ENOUGH);
            assertThat(rows("audit_lookup")).isEqualTo(FACETS * Gathering.ENOUGH);
            // without another write
            TestStores.await(() -> rows("journal") == 0);
            verify(store, Gathering.ENOUGH);
            create(store, Gathering.ENOUGH, Gathering.ENOUGH + 1);
            assertThat(rows("journal")).isEqualTo(1);
            verify(store, Gathering.ENOUGH + 1);
        }
    }

    @Test
    void whatWaitedInAnEarlierLifeGoesInWhenTheNextBegins() throws Exception {
        for (int life = 0; life < 3; life++) {
            try (Store store = life == 0
                    ? TestStores.fresh(TestStores.settings(directory))
                    : TestStores.open(TestStores.settings(directory))) {
                if (life > 0) {
                    verify(store, life * 100);
                }
                assertThat(rows("change_root")).isEqualTo(life * 100L);
                create(store, life * 100, (life + 1) * 100);
                assertThat(rows("journal")).isEqualTo(100);
            }
        }
    }

    @Test
    void termsOfManyAtOnceGoInToo() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            for (int batch = 0; batch < 3; batch++) {
                put(store, batch);
                int found = (batch + 1) * Gathering.ENOUGH;
                assertThat(search(store, "word")).isEqualTo(found);
                TestStores.await(() -> rows("memory_text_docsize") == found);
                assertThat(search(store, "word")).isEqualTo(found);
            }
            TestStores.settle(store);
            assertThat(rows("memory_unindexed")).isZero();
        }
    }

    @Test
    void termsOfALaterLifeGoInToo() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            put(store, 0);
            put(store, 1);
        }
        for (int life = 2; life < 5; life++) {
            try (Store store = TestStores.open(TestStores.settings(directory))) {
                int found = life * Gathering.ENOUGH;
                assertThat(rows("memory_unindexed")).isZero();
                assertThat(rows("memory_text_docsize")).isEqualTo(found);
                put(store, life);
                TestStores.settle(store);
                assertThat(rows("memory_unindexed")).isZero();
                assertThat(search(store, "word")).isEqualTo(found + Gathering.ENOUGH);
            }
        }
    }

    private static void put(Store store, int batch) {
        List<Memory> memories = new ArrayList<>();
        for (int i = 0; i < Gathering.ENOUGH; i++) {
            MemoryKey id = new MemoryKey(Namespace.of("n" + batch), "k" + i);
            memories.add(new Memory(id, 1, MemoryType.SEMANTIC, "\"word\"", JsonObject.EMPTY, AT, AT, null, null));
        }
        store.write(TestStores.CI, "test.put", tx -> {
            tx.memories().put(memories, 1);
            return "";
        });
    }

    private static int search(Store store, String text) {
        return store.read(
                TestStores.CI,
                "test.search",
                view -> view.memorySearch()
                        .page(MemoryFilter.ALL.containing(text), AT, null, 10_000)
                        .size());
    }

    @Test
    void aGatheringThatIsRolledBackWithItsBatchLosesNothing() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int some = Gathering.ENOUGH / 2;
            create(store, 0, some);
            // the batch that fails begins with taking them over
            ((SqliteStore) store).index().takeIn();
            List<Runnable> work = List.of(
                    () -> create(store, some, some + 1),
                    () -> store.write(TestStores.CI, "test.fail", tx -> {
                        tx.executions().insert(TestStores.execution("never", "make"));
                        throw new IllegalStateException("mine");
                    }));
            for (Future<?> one : TestStores.queued(store, threads, work)) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).hasMessage("mine");
                }
            }
            assertThat(rows("change")).isEqualTo(some);
            assertThat(rows("journal")).isEqualTo(1);
            verify(store, some + 1);
            create(store, some + 1, 2 * Gathering.ENOUGH);
            verify(store, 2 * Gathering.ENOUGH);
            TestStores.await(() -> rows("change_root") >= Gathering.ENOUGH);
        }
    }

    /** Revision and ordinal are one number in the journal; what is asked for need not fit into it. */
    @Test
    void aPlaceThatIsNoneIsNotTakenForAnother() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            create(store, 0, 3);
            List<AuditEntry> all = store.read(
                    TestStores.CI, "test.after", view -> view.audit().after(new AuditPlace(0, Integer.MAX_VALUE), 10));
            assertThat(all).hasSize(3);
            int beyond = (int) all.getLast().place().revision() << 20;
            Optional<AuditEntry> none =
                    store.read(TestStores.CI, "test.find", view -> view.audit().find(new AuditPlace(0, beyond)));
            assertThat(none).isEmpty();
        }
    }

    @Test
    void aWorkspaceTakesWhatWasGatheredWithIt() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            create(store, 0, 2 * Gathering.ENOUGH);
            TestStores.settle(store);
            create(store, 2 * Gathering.ENOUGH, 2 * Gathering.ENOUGH + 10);
            assertThat(rows("audit_lookup")).isPositive();
            store.workspaces().retire(TestStores.CI);
            TestStores.await(() -> store.workspaces().purge(TestStores.CI, 100));
            for (String table : List.of("journal", "change", "change_root", "audit_entry", "audit_lookup")) {
                assertThat(rows(table)).as(table).isZero();
            }
            store.workspaces().create(new Workspace(TestStores.CI, AT, false));
            create(store, 0, 3);
            verify(store, 3);
        }
    }
}
