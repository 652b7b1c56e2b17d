package dev.cairn.postgres;

import dev.cairn.error.FeedCompacted;
import dev.cairn.error.NotFound;
import dev.cairn.model.Change;
import dev.cairn.model.Position;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.Closures;
import dev.cairn.spi.FeedFloor;
import dev.cairn.sql.feed.ChangeRow;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.FeedFilter;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The changes of one workspace. Sequence order is not commit order, so a page stops at the horizon: the oldest
 * transaction of the cluster that is still running and has an id. Each call is one statement, hence one snapshot.
 */
final class PostgresFeed implements ChangeFeed {
    private final WorkspaceId workspace;
    private final Connections connections;
    private final Notifier notifier;
    private final Closures closures;

    PostgresFeed(WorkspaceId workspace, Connections connections, Notifier notifier, Closures closures) {
        this.workspace = workspace;
        this.connections = connections;
        this.notifier = notifier;
        this.closures = closures;
    }

    @Override
    public Position head() {
        closures.refuseInside("feed.head");
        return connections.statements("feed.head", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(Statements.SNAPSHOT)) {
                statement.setString(1, workspace.value());
                return Snapshot.read(statement, workspace).position();
            }
        });
    }

    @Override
    public ChangePage after(Position position, FeedFilter filter, int limit) {
        closures.refuseInside("feed.after");
        Horizon seen = Horizon.of(FeedFloor.unmarked(position));
        return connections.statements("feed.after", connection -> {
            String sql = filter.rootId() == null ? Statements.FEED : Statements.FEED_OF_ROOT;
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(connection, statement, seen, filter, limit);
                try (ResultSet rows = statement.executeQuery()) {
                    return page(rows, position, seen, limit);
                }
            }
        });
    }

    private void bind(Connection connection, PreparedStatement statement, Horizon seen, FeedFilter filter, int limit)
            throws SQLException {
        Array running = connection.createArrayOf("int8", seen.running().toArray());
        Array kinds = connection.createArrayOf(
                "int4", filter.kinds().stream().map(ChangeRow::kind).toArray());
        statement.setLong(1, seen.settled());
        statement.setLong(2, seen.next());
        statement.setArray(3, running);
        statement.setArray(4, kinds);
        int next = 5;
        if (filter.rootId() != null) {
            statement.setString(next++, filter.rootId());
        }
        statement.setInt(next++, limit);
        statement.setString(next, workspace.value());
    }

    private ChangePage page(ResultSet rows, Position position, Horizon seen, int limit) throws SQLException {
        List<ChangeRow> found = new ArrayList<>();
        Snapshot now = null;
        long floor = 0;
        while (rows.next()) {
            if (now == null) {
                now = Snapshot.row(rows);
                floor = rows.getLong(5);
                now.refuse(position, seen, floor);
            }
            long revision = rows.getLong(6);
            if (!rows.wasNull()) {
                found.add(new ChangeRow(
                        revision,
                        rows.getInt(7),
                        rows.getInt(8),
                        rows.getString(9),
                        rows.getString(10),
                        rows.getInt(11),
                        rows.getLong(12),
                        null));
            }
        }
        if (now == null) {
            throw new NotFound("workspace", workspace.value());
        }
        found.sort(Comparator.comparingLong(ChangeRow::revision).thenComparingInt(ChangeRow::ordinal));
        List<Change> changes =
                found.stream().flatMap(row -> row.changes().stream()).toList();
        long end = changes.size() < limit
                ? Math.max(Math.max(now.horizon().settled() - 1, position.revision()), now.born())
                : changes.getLast().revision();
        return new ChangePage(changes, FeedFloor.reached(position, seen.advancedTo(now.epoch(), end), floor));
    }

    @Override
    public Subscription onCommit(Runnable nudge) {
        return notifier.add(workspace, nudge);
    }

    /**
     * Where the database stood when a statement or transaction began.
     *
     * @param born revision of the transaction that created the workspace
     */
    record Snapshot(String epoch, long base, Horizon horizon, long born) {
        static Snapshot read(PreparedStatement statement, WorkspaceId workspace) throws SQLException {
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new NotFound("workspace", workspace.value());
                }
                return row(rows);
            }
        }

        static Snapshot row(ResultSet row) throws SQLException {
            long base = row.getLong(2);
            return new Snapshot(row.getString(1), base, Horizon.of(base, row.getString(3)), row.getLong(4));
        }

        Position position() {
            return horizon.position(epoch);
        }

        /**
         * Throws unless following from there shows everything that came later (FEED-6).
         *
         * @param floor compaction reached this far; positions before it cannot be followed
         */
        void refuse(Position position, Horizon seen, long floor) {
            boolean start = position.revision() == 0 && position.seen() == null;
            boolean otherLife = !position.epoch().isEmpty() && !position.epoch().equals(epoch);
            boolean beyond = seen.next() > horizon.next();
            boolean before = !FeedFloor.allows(position, floor) || (!start && !seen.shows(born));
            if (otherLife || beyond || before) {
                throw new FeedCompacted(Math.max(floor, born));
            }
        }
    }
}
