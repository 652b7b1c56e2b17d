package dev.cairn.bench.engine;

import dev.cairn.conformance.perf.Floor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** As many writing connections as the store's pool has, serializable transactions; reads commit by themselves. */
final class PostgresFloor implements Floor {
    private static final int CONNECTIONS = 16;

    private final String url;

    PostgresFloor(String url) {
        this.url = url;
    }

    @Override
    public int group() {
        return 1;
    }

    @Override
    public int writers() {
        return CONNECTIONS;
    }

    @Override
    public Lane lane() throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        return new PostgresLane(connection);
    }

    @Override
    public void close() {}

    private static final String SERIALIZATION_FAILURE = "40001";

    private static final class PostgresLane extends JdbcLane {
        private final PreparedStatement change;
        private int ordinal;
        private boolean serializable;

        PostgresLane(Connection connection) throws SQLException {
            super(connection);
            change = connection.prepareStatement(
                    "INSERT INTO change (workspace, revision, ordinal, kind, root_id, id, op, version)"
                            + " VALUES (?, pg_current_xact_id()::text::bigint, ?, ?, ?, '', 0, ?)");
        }

        @Override
        public void transaction(Work work) throws Exception {
            if (!serializable) {
                // a lane that only reads stays at the default: one statement is one snapshot at any level
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                serializable = true;
            }
            // the driver sends nothing for this; BEGIN travels with the first statement
            connection.setAutoCommit(false);
            boolean committed = false;
            while (!committed) {
                ordinal = 0;
                try {
                    work.run();
                    connection.commit();
                    committed = true;
                } catch (SQLException e) {
                    connection.rollback();
                    if (!SERIALIZATION_FAILURE.equals(e.getSQLState())) {
                        throw e;
                    }
                }
            }
            connection.setAutoCommit(true);
        }

        @Override
        void change(String workspace, int kind, String root, long version) throws SQLException {
            change.setString(1, workspace);
            change.setInt(2, ++ordinal);
            change.setInt(3, kind);
            change.setString(4, root);
            change.setLong(5, version);
            one(change);
        }
    }
}
