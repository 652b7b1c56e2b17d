package dev.cairn.server.figures;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;

/** As many connections as the store's pool has, a thread each, one serializable transaction for each create. */
final class PostgresFloor extends JdbcFloor {
    static final int CONNECTIONS = 16;

    private final List<Lane> lanes = new ArrayList<>();

    PostgresFloor(String url) throws Exception {
        for (int i = 0; i < CONNECTIONS; i++) {
            Connection connection = DriverManager.getConnection(url);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            lanes.add(new Lane(connection));
        }
    }

    @Override
    public String label() {
        return CONNECTIONS + " connections, one transaction each";
    }

    @Override
    public void create(int count) throws Exception {
        for (Lane lane : lanes) {
            lane.connection.setAutoCommit(false);
        }
        spread(lanes, count, (lane, from, to) -> {
            try (PreparedStatement change = lane.connection.prepareStatement(
                    "INSERT INTO change (workspace, revision, ordinal, kind, root_id, id, op, version)"
                            + " VALUES (?, pg_current_xact_id()::text::bigint, 1, 1, ?, '', 0, 1)")) {
                for (int i = from; i < to; i++) {
                    change.setString(1, WORKSPACE);
                    change.setString(2, lane.insert());
                    change.executeUpdate();
                    lane.connection.commit();
                }
            }
        });
        for (Lane lane : lanes) {
            lane.connection.setAutoCommit(true);
        }
    }

    @Override
    public List<String> ids(int count) throws Exception {
        return ids(lanes.getFirst().connection, count);
    }

    @Override
    public void read(List<String> ids, int threads) throws Exception {
        spread(first(lanes, threads), ids.size(), (lane, from, to) -> {
            for (int i = from; i < to; i++) {
                lane.find(ids.get(i));
            }
        });
    }

    @Override
    public void close() throws Exception {
        for (Lane lane : lanes) {
            lane.connection.close();
        }
    }
}
