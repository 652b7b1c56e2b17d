package dev.cairn.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.EventQuery;
import dev.cairn.model.EventType;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Session;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.SessionStatus;
import dev.cairn.store.Store;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EventChainTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> SESSIONS = List.of("a", "b", "c");
    /** Alone, as one statement, and as several, in turn. */
    private static final int[] SIZES = {1, 2, 65, 1, 1, 130, 16};

    @TempDir
    Path directory;

    private static void create(Store store, String id) {
        Session session =
                new Session(id, "app", "user", null, SessionStatus.ACTIVE, JsonObject.EMPTY, AT, AT, null, null, 1);
        store.write(TestStores.CI, "test.create", tx -> {
            tx.sessions().insert(session);
            return "";
        });
    }

    private static long append(Store store, String session, long last, int count) {
        List<SessionEvent> events = LongStream.rangeClosed(last + 1, last + count)
                .mapToObj(n -> new SessionEvent(
                        n, session + n, EventType.MESSAGE, "user", AT, JsonObject.EMPTY, JsonObject.EMPTY, false))
                .toList();
        store.write(TestStores.CI, "test.append", tx -> {
            tx.events().append(session, events);
            return "";
        });
        return last + count;
    }

    /** Returns how many each has. */
    private static long fill(Store store) {
        SESSIONS.forEach(session -> create(store, session));
        long last = 0;
        for (int size : SIZES) {
            for (String session : SESSIONS) {
                append(store, session, last, size);
            }
            last += size;
        }
        return last;
    }

    private static void verify(Store store, String session, long last) {
        for (long edge = 0; edge <= last + 1; edge++) {
            for (int limit : new int[] {1, 15, 40}) {
                List<Long> after = LongStream.rangeClosed(edge + 1, Math.min(last, edge + limit))
                        .boxed()
                        .toList();
                long end = Math.min(last, edge - 1);
                List<Long> before = LongStream.rangeClosed(Math.max(1, end - limit + 1), end)
                        .boxed()
                        .toList();
                assertThat(read(store, session, EventQuery.after(edge), limit)).isEqualTo(after);
                assertThat(read(store, session, EventQuery.before(edge), limit).reversed())
                        .isEqualTo(before);
            }
        }
    }

    private static List<Long> read(Store store, String session, EventQuery query, int limit) {
        List<SessionEvent> events =
                store.read(TestStores.CI, "test.read", view -> view.events().read(session, query, limit));
        assertThat(events).allSatisfy(event -> assertThat(event.id()).isEqualTo(session + event.sequence()));
        return events.stream().map(SessionEvent::sequence).toList();
    }

    private long rows(String table) throws SQLException {
        return TestStores.number(directory, "SELECT count(*) FROM " + table);
    }

    @Test
    void everyPageIsFoundAmongOthersAndAfterAnotherSessionIsGone() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            long last = fill(store);
            SESSIONS.forEach(session -> verify(store, session, last));
            // its last events are the last of all: their places are given again
            store.write(TestStores.CI, "test.delete", tx -> {
                tx.sessions().delete("c");
                return "";
            });
            assertThat(rows("session_event")).isEqualTo(2 * last);
            create(store, "d");
            append(store, "d", 0, 20);
            append(store, "a", last, 20);
            verify(store, "a", last + 20);
            verify(store, "b", last);
            verify(store, "d", 20);
        }
    }

    @Test
    void aWorkspaceTakesItsEventsWithItInSteps() throws Exception {
        try (Store store = TestStores.fresh(TestStores.settings(directory))) {
            long all = 3 * fill(store);
            store.workspaces().retire(TestStores.CI);
            for (int step = 1; step <= 10; step++) {
                assertThat(store.workspaces().purge(TestStores.CI, 7)).isFalse();
                assertThat(rows("session_event")).isEqualTo(all - 7L * step);
            }
            TestStores.await(() -> store.workspaces().purge(TestStores.CI, 100));
            for (String table : List.of("session_event", "session_head", "session")) {
                assertThat(rows(table)).as(table).isZero();
            }
        }
    }
}
