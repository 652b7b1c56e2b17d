package dev.cairn.postgres;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.NotFound;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.Closures;
import dev.cairn.sql.base.Micros;
import dev.cairn.store.Workspaces;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every write reads the row of its workspace in its own serializable transaction. Deletion is serializable too, and so
 * the server orders the two: nothing can be written into a workspace that is gone.
 */
final class PostgresWorkspaces implements Workspaces {
    private final Connections connections;
    private final Closures closures;

    PostgresWorkspaces(Connections connections, Closures closures) {
        this.connections = connections;
        this.closures = closures;
    }

    @Override
    public void create(Workspace workspace) {
        closures.refuseInside("workspaces.create");
        boolean created = connections.transaction("workspaces.create", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    INSERT INTO workspace (id, created_at, deleting, born)
                    SELECT ?, ?, 0, base + pg_current_xact_id()::text::bigint FROM meta WHERE one = 1
                    ON CONFLICT (id) DO NOTHING""")) {
                statement.setString(1, workspace.id().value());
                statement.setLong(2, Micros.of(workspace.createdAt()));
                return statement.executeUpdate() == 1;
            }
        });
        if (!created) {
            throw new AlreadyExists("workspace", workspace.id().value());
        }
    }

    @Override
    public Optional<Workspace> find(WorkspaceId id) {
        closures.refuseInside("workspaces.find");
        return connections.statements("workspaces.find", connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT id, created_at, deleting FROM workspace WHERE id = ?")) {
                statement.setString(1, id.value());
                return read(statement).stream().findFirst();
            }
        });
    }

    @Override
    public List<Workspace> list(@Nullable WorkspaceId after, int limit) {
        closures.refuseInside("workspaces.list");
        return connections.statements("workspaces.list", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT id, created_at, deleting FROM workspace WHERE id > ? ORDER BY id LIMIT ?")) {
                statement.setString(1, after == null ? "" : after.value());
                statement.setInt(2, limit);
                return read(statement);
            }
        });
    }

    private static List<Workspace> read(PreparedStatement statement) throws SQLException {
        List<Workspace> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new Workspace(
                        new WorkspaceId(rows.getString(1)), Micros.instant(rows.getLong(2)), rows.getInt(3) != 0));
            }
        }
        return found;
    }

    @Override
    public void retire(WorkspaceId id) {
        closures.refuseInside("workspaces.retire");
        boolean found = connections.transaction("workspaces.retire", connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("UPDATE workspace SET deleting = 1 WHERE id = ?")) {
                statement.setString(1, id.value());
                return statement.executeUpdate() == 1;
            }
        });
        if (!found) {
            throw new NotFound("workspace", id.value());
        }
    }

    @Override
    public boolean purge(WorkspaceId id, int limit) {
        closures.refuseInside("workspaces.purge");
        return connections.transaction("workspaces.purge", connection -> purge(connection, id, limit));
    }

    private static boolean purge(Connection connection, WorkspaceId id, int limit) throws SQLException {
        @Nullable Boolean deleting = deleting(connection, id);
        if (deleting == null) {
            return true;
        }
        if (!deleting) {
            throw new IllegalStateException("workspace " + id + " has not been retired");
        }
        int left = limit;
        for (String table : Statements.TABLES) {
            int most = table.equals("blob_chunk") ? Math.min(left, 64) : left;
            int removed = removeSome(connection, table, id, most);
            left -= removed;
            if (left <= 0 || removed == most) {
                return false;
            }
        }
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM workspace WHERE id = ?")) {
            statement.setString(1, id.value());
            return statement.executeUpdate() == 1;
        }
    }

    private static int removeSome(Connection connection, String table, WorkspaceId id, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE workspace = ? LIMIT ?))"
                        .formatted(table))) {
            statement.setString(1, id.value());
            statement.setInt(2, limit);
            return statement.executeUpdate();
        }
    }

    private static @Nullable Boolean deleting(Connection connection, WorkspaceId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT deleting FROM workspace WHERE id = ?")) {
            statement.setString(1, id.value());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getInt(1) != 0 : null;
            }
        }
    }
}
