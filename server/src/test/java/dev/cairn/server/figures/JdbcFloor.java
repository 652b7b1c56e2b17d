package dev.cairn.server.figures;

import dev.cairn.logic.IdMinter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What both SQL floors share: the statements that the store sends for a create and for a point read, and threads. */
abstract class JdbcFloor implements Floor {
    static final String WORKSPACE = "figures";
    private static final IdMinter IDS = new IdMinter(InstantSource.system());

    private static final String INSERT = """
            INSERT INTO execution (workspace, id, name, command, working_directory, status, exit_code, error, created_at,
              started_at, completed_at, duration_us, environment, user_name, tags, metadata, total_steps,
              completed_steps, current_step, lost, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (workspace, id) DO NOTHING""";
    private static final String FIND = """
            SELECT e.id, e.name, e.command, e.working_directory, e.status, e.exit_code, e.error, e.created_at,
              e.started_at, e.completed_at, e.environment, e.user_name, e.tags, e.metadata, e.total_steps,
              e.completed_steps, e.current_step, e.lost, e.version
            FROM execution e WHERE e.workspace = ? AND e.id = ?""";

    /** One thread's connection and its statements. */
    static final class Lane {
        final Connection connection;
        private final PreparedStatement insert;
        private final PreparedStatement find;

        Lane(Connection connection) throws SQLException {
            this.connection = connection;
            this.insert = connection.prepareStatement(INSERT);
            this.find = connection.prepareStatement(FIND);
        }

        String insert() throws SQLException {
            // as the store mints them: random ids would cost the bare loop dearly in its indexes
            String id = IDS.next();
            long now = System.currentTimeMillis() * 1_000;
            Object[] values = {
                WORKSPACE,
                id,
                "build " + id,
                "mvn -B verify",
                "/work",
                "pending",
                null,
                null,
                now,
                null,
                null,
                null,
                "{}",
                "ci",
                "[]",
                "{}",
                0,
                0,
                -1,
                0,
                1L
            };
            for (int i = 0; i < values.length; i++) {
                if (values[i] == null) {
                    insert.setNull(i + 1, i == 6 ? Types.INTEGER : i == 7 ? Types.VARCHAR : Types.BIGINT);
                } else {
                    insert.setObject(i + 1, values[i]);
                }
            }
            insert.executeUpdate();
            return id;
        }

        int find(String id) throws SQLException {
            find.setString(1, WORKSPACE);
            find.setString(2, id);
            try (ResultSet row = find.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("not there: " + id);
                }
                int length = 0;
                for (int column = 1; column <= 19; column++) {
                    Object value = row.getObject(column);
                    length += value == null ? 0 : 1;
                }
                return length;
            }
        }
    }

    static List<String> ids(Connection connection, int count) throws SQLException {
        List<String> ids = new ArrayList<>(count);
        try (PreparedStatement statement = connection.prepareStatement("SELECT id FROM execution LIMIT ?")) {
            statement.setInt(1, count);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }

    /** A share of a loop on one lane. */
    interface Share {
        void run(Lane lane, int from, int to) throws Exception;
    }

    /** Splits {@code 0..count} over the lanes, a thread each. */
    static void spread(List<Lane> lanes, int count, Share share) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(lanes.size())) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < lanes.size(); i++) {
                Lane lane = lanes.get(i);
                int from = (int) ((long) count * i / lanes.size());
                int to = (int) ((long) count * (i + 1) / lanes.size());
                running.add(threads.submit(() -> {
                    share.run(lane, from, to);
                    return null;
                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
        }
    }

    static List<Lane> first(List<Lane> lanes, int count) {
        return lanes.subList(0, Math.min(count, lanes.size()));
    }
}
