package dev.cairn.postgres;

import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.Closures;
import dev.cairn.store.Maintenance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Upkeep. The server's own autovacuum gives space back; nothing here waits for it. */
final class PostgresMaintenance implements Maintenance {
    private final Connections connections;
    private final Closures closures;

    PostgresMaintenance(Connections connections, Closures closures) {
        this.connections = connections;
        this.closures = closures;
    }

    @Override
    public int compactFeed(WorkspaceId workspace, long through, int limit) {
        closures.refuseInside("feed.compact");
        return connections.transaction("feed.compact", connection -> {
            PostgresFeed.Snapshot now;
            try (PreparedStatement statement = connection.prepareStatement(Statements.SNAPSHOT)) {
                statement.setString(1, workspace.value());
                now = PostgresFeed.Snapshot.read(statement, workspace);
            }
            // beyond the horizon nobody has been shown anything, and a fresh position must stay followable
            long last = Math.min(through, now.horizon().settled() - 1);
            int dropped = drop(connection, Statements.DROP_OVERTAKEN, workspace, last, limit);
            // tombstones last: they say that what stood under them is gone too
            if (dropped < limit) {
                dropped += drop(connection, Statements.DROP_TOMBSTONES, workspace, last, limit - dropped);
            }
            raiseFloor(connection, workspace, last);
            return dropped;
        });
    }

    private static int drop(Connection connection, String sql, WorkspaceId workspace, long last, int limit)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, workspace.value());
            statement.setLong(2, last);
            statement.setInt(3, limit);
            return statement.executeUpdate();
        }
    }

    private static void raiseFloor(Connection connection, WorkspaceId workspace, long floor) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Statements.FLOOR)) {
            statement.setString(1, workspace.value());
            statement.setLong(2, floor);
            statement.executeUpdate();
        }
    }

    @Override
    public void checkpoint() {
        closures.refuseInside("checkpoint");
        connections.statements("checkpoint", connection -> {
            for (String table : Statements.TABLES) {
                Connections.execute(connection, "ANALYZE " + table);
            }
            return true;
        });
    }

    @Override
    public Map<String, Long> statistics() {
        closures.refuseInside("statistics");
        return connections.statements("statistics", connection -> {
            Map<String, Long> figures = new LinkedHashMap<>();
            figures.put("connections_active", (long) connections.active());
            figures.put("connections_waiting", (long) connections.waiting());
            try (PreparedStatement statement = connection.prepareStatement(
                            "SELECT pg_database_size(current_database()), " + Statements.HORIZON.substring(7));
                    ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    figures.put("database_bytes", row.getLong(1));
                    Horizon horizon = Horizon.of(row.getLong(2), row.getString(3));
                    // what one long transaction, anywhere in the cluster, holds back
                    figures.put("feed_unsettled_revisions", horizon.next() - horizon.settled());
                }
            }
            return figures;
        });
    }
}
