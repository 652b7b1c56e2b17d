package dev.cairn.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.error.FeedCompacted;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Position;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.ChangeFeed.ChangePage;
import dev.cairn.store.FeedFilter;
import dev.cairn.store.Migration;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The feed beside transactions that are stalled in the middle, driven by hand. */
class FeedHorizonTest {
    private static final WorkspaceId WS = new WorkspaceId("ws");

    private final List<Connection> connections = new ArrayList<>();
    private String url = "";
    private PostgresStore store;
    private ChangeFeed feed;

    @BeforeEach
    void open() {
        url = TestPostgres.get().newDatabase();
        store = TestStores.open(url);
        store.migrate(Migration.CREATE);
        store.workspaces().create(new Workspace(WS, Instant.EPOCH, false));
        feed = store.feed(WS);
    }

    @AfterEach
    void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
        store.close();
        TestPostgres.get().drop(url);
    }

    /** A writer's transaction, held open at will. */
    private final class Writer {
        private final Connection connection;
        private final PostgresFeed.Snapshot snapshot;

        Writer() throws SQLException {
            connection = DriverManager.getConnection(url);
            connections.add(connection);
            try (PreparedStatement begin = connection.prepareStatement(Session.WRITE)) {
                snapshot = Session.begin(begin, WS);
            }
        }

        long write(String... ids) throws SQLException {
            List<Change> changes = new ArrayList<>();
            for (String id : ids) {
                changes.add(new Change(0, EntityKind.EXECUTION, id, id, ChangeOp.PUT, 1));
            }
            return ChangeLog.write(connection, WS, snapshot.base(), changes);
        }

        void end(String how) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(how)) {
                statement.execute();
            }
        }
    }

    private List<String> idsAfter(Position position) {
        return feed.after(position, FeedFilter.ALL, 100).changes().stream()
                .map(Change::id)
                .toList();
    }

    @Test
    void aStalledTransactionHoldsBackWhatCameAfterIt() throws SQLException {
        Writer stalled = new Writer();
        long early = stalled.write("early");
        Writer quick = new Writer();
        long late = quick.write("late");
        quick.end("COMMIT");
        assertThat(late).isGreaterThan(early);

        ChangePage nothing = feed.after(Position.START, FeedFilter.ALL, 100);
        assertThat(nothing.changes()).isEmpty();
        stalled.end("COMMIT");
        assertThat(idsAfter(nothing.next())).containsExactly("early", "late");
        assertThat(idsAfter(Position.START)).containsExactly("early", "late");
    }

    @Test
    void aTransactionThatNeverCommitsHoldsBackOnlyWhileItRuns() throws SQLException {
        Writer stalled = new Writer();
        stalled.write("never");
        Writer quick = new Writer();
        quick.write("late");
        quick.end("COMMIT");
        assertThat(idsAfter(Position.START)).isEmpty();
        stalled.end("ROLLBACK");
        assertThat(idsAfter(Position.START)).containsExactly("late");
    }

    @Test
    void aSnapshotTakenWhileOneIsStalledRepeatsNothingAndMissesNothing() throws SQLException {
        Writer before = new Writer();
        before.write("before");
        before.end("COMMIT");
        Writer stalled = new Writer();
        stalled.write("stalled");
        Writer seen = new Writer();
        seen.write("seen");
        seen.end("COMMIT");
        Position snapshot = feed.head();
        Writer after = new Writer();
        after.write("after");
        after.end("COMMIT");

        assertThat(snapshot.seen()).isNotNull();
        ChangePage held = feed.after(snapshot, FeedFilter.ALL, 100);
        assertThat(held.changes()).isEmpty();
        stalled.end("COMMIT");
        assertThat(idsAfter(snapshot)).containsExactly("stalled", "after");
        assertThat(idsAfter(held.next())).containsExactly("stalled", "after");

        ChangePage one = feed.after(Position.parse("position", held.next().token()), FeedFilter.ALL, 1);
        assertThat(one.changes()).extracting(Change::id).containsExactly("stalled");
        assertThat(one.next().seen()).isNotNull();
        ChangePage two = feed.after(one.next(), FeedFilter.ALL, 100);
        assertThat(two.changes()).extracting(Change::id).containsExactly("after");
        assertThat(two.next().seen()).isNull();
    }

    @Test
    void aTransactionIsNeverSplit() throws SQLException {
        Writer many = new Writer();
        many.write("a", "b", "c", "d");
        many.end("COMMIT");
        Writer more = new Writer();
        more.write("e");
        more.end("COMMIT");
        ChangePage page = feed.after(Position.START, FeedFilter.ALL, 2);
        assertThat(page.changes()).extracting(Change::id).containsExactly("a", "b", "c", "d");
        assertThat(idsAfter(page.next())).containsExactly("e");
    }

    @Test
    void aFilterThatLetsNothingThroughStillAdvances() throws SQLException {
        Writer writer = new Writer();
        long revision = writer.write("a");
        writer.end("COMMIT");
        ChangePage page = feed.after(Position.START, FeedFilter.root("other"), 10);
        assertThat(page.changes()).isEmpty();
        assertThat(page.next().revision()).isGreaterThanOrEqualTo(revision);
    }

    @Test
    void aDatabaseFoundInAnotherPlaceStartsANewEpochAboveAllOldRevisions() throws SQLException {
        Writer writer = new Writer();
        writer.write("old");
        writer.end("COMMIT");
        Position old = feed.head();
        try (Connection admin = DriverManager.getConnection(url);
                PreparedStatement moved = admin.prepareStatement("UPDATE meta SET lives_at = 'elsewhere'");
                PreparedStatement high = admin.prepareStatement("UPDATE change SET revision = 5000000000")) {
            moved.executeUpdate();
            high.executeUpdate();
        }
        store.migrate(Migration.CREATE);
        assertThatThrownBy(() -> feed.after(old, FeedFilter.ALL, 10)).isInstanceOf(FeedCompacted.class);
        Writer next = new Writer();
        assertThat(next.write("new")).isGreaterThan(5_000_000_000L);
        next.end("COMMIT");
        assertThat(idsAfter(Position.START)).containsExactly("old", "new");
    }
}
