package dev.cairn.bench.engine;

import dev.cairn.conformance.perf.Floor;
import dev.cairn.conformance.perf.SampleData;
import dev.cairn.model.Execution;
import dev.cairn.model.Json;
import dev.cairn.model.LogEntry;
import dev.cairn.model.Wire;
import dev.cairn.sql.log.LogChunk;
import dev.cairn.sql.log.LogCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements of both SQL engines for the hot operations, prepared once on one connection. */
public abstract class JdbcLane implements Floor.Lane {
    private static final String WORKSPACE = SampleData.WORKSPACE.value();
    private static final int EXECUTION = 1;
    private static final int LOG = 3;

    private static final String COLUMNS = """
            id, name, command, working_directory, status, exit_code, error, created_at, started_at, completed_at,
            environment, user_name, tags, metadata, total_steps, completed_steps, current_step, lost, version""";

    final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement find;
    private final PreparedStatement page;
    private final PreparedStatement last;
    private final PreparedStatement chunk;
    private final PreparedStatement poll;

    JdbcLane(Connection connection) throws SQLException {
        this.connection = connection;
        insert = connection.prepareStatement("""
                INSERT INTO execution (workspace, id, name, command, working_directory, status, exit_code, error,
                  created_at, started_at, completed_at, duration_us, environment, user_name, tags, metadata, total_steps,
                  completed_steps, current_step, lost, version)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (workspace, id) DO NOTHING""");
        update = connection.prepareStatement("""
                UPDATE execution SET name = ?, command = ?, working_directory = ?, status = ?, exit_code = ?, error = ?,
                  started_at = ?, completed_at = ?, duration_us = ?, environment = ?, user_name = ?, tags = ?,
                  metadata = ?, total_steps = ?, completed_steps = ?, current_step = ?, lost = ?, version = ?
                WHERE workspace = ? AND id = ? AND version = ?""");
        find = connection.prepareStatement("SELECT " + COLUMNS + " FROM execution WHERE workspace = ? AND id = ?");
        page = connection.prepareStatement("SELECT " + COLUMNS + " FROM execution"
                + " WHERE workspace = ? AND (created_at, id) < (?, ?) ORDER BY created_at DESC, id DESC LIMIT ?");
        last = connection.prepareStatement("SELECT last_seq FROM log_chunk WHERE workspace = ? AND execution_id = ?"
                + " ORDER BY last_seq DESC LIMIT 1");
        chunk = connection.prepareStatement("""
                INSERT INTO log_chunk (workspace, execution_id, last_seq, first_seq, levels, streams, step_min, step_max,
                  encoding, payload)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
        poll = connection.prepareStatement("SELECT revision, ordinal, kind, root_id, id, op, version FROM change"
                + " WHERE workspace = ? AND revision > ? ORDER BY revision, ordinal LIMIT ?");
    }

    /** Writes one line of the change log. */
    abstract void change(String workspace, int kind, String root, long version) throws SQLException;

    @Override
    public final void create(Execution e) throws SQLException {
        insert.setString(1, WORKSPACE);
        insert.setString(2, e.id());
        insert.setString(3, e.name());
        insert.setString(4, e.command());
        insert.setString(5, e.workingDirectory());
        insert.setString(6, Wire.name(e.status()));
        insert.setNull(7, Types.INTEGER);
        insert.setNull(8, Types.VARCHAR);
        insert.setLong(9, micros(e.createdAt()));
        insert.setNull(10, Types.BIGINT);
        insert.setNull(11, Types.BIGINT);
        insert.setNull(12, Types.BIGINT);
        insert.setString(13, Json.write(e.environment()));
        insert.setString(14, e.user());
        insert.setString(15, "[]");
        insert.setString(16, e.metadata().text());
        insert.setInt(17, 0);
        insert.setInt(18, 0);
        insert.setInt(19, -1);
        insert.setInt(20, 0);
        insert.setLong(21, e.version());
        one(insert);
        change(WORKSPACE, EXECUTION, e.id(), e.version());
    }

    @Override
    public final void update(Execution before, Execution after) throws SQLException {
        find(before.id());
        update.setString(1, after.name());
        update.setString(2, after.command());
        update.setString(3, after.workingDirectory());
        update.setString(4, Wire.name(after.status()));
        update.setNull(5, Types.INTEGER);
        update.setNull(6, Types.VARCHAR);
        setMicros(update, 7, after.startedAt());
        setMicros(update, 8, after.completedAt());
        update.setNull(9, Types.BIGINT);
        update.setString(10, Json.write(after.environment()));
        update.setString(11, after.user());
        update.setString(12, "[]");
        update.setString(13, after.metadata().text());
        update.setInt(14, 0);
        update.setInt(15, 0);
        update.setInt(16, -1);
        update.setInt(17, 0);
        update.setLong(18, after.version());
        update.setString(19, WORKSPACE);
        update.setString(20, after.id());
        update.setLong(21, before.version());
        one(update);
        change(WORKSPACE, EXECUTION, after.id(), after.version());
    }

    private static void setMicros(PreparedStatement statement, int index, @Nullable Instant time) throws SQLException {
        if (time == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, micros(time));
        }
    }

    static void one(PreparedStatement statement) throws SQLException {
        int count = statement.executeUpdate();
        if (count != 1) {
            throw new IllegalStateException(count + " rows were written instead of one");
        }
    }

    @Override
    public final long append(String executionId, List<LogEntry> entries) throws SQLException {
        long first = lastSequence(executionId) + 1;
        long sequence = first;
        for (LogChunk part : LogCodec.encode(first, entries)) {
            chunk.setString(1, WORKSPACE);
            chunk.setString(2, executionId);
            chunk.setLong(3, part.lastSequence());
            chunk.setLong(4, part.firstSequence());
            chunk.setInt(5, part.levels());
            chunk.setInt(6, part.streams());
            chunk.setInt(7, part.stepMin());
            chunk.setInt(8, part.stepMax());
            chunk.setInt(9, part.encoding());
            chunk.setBytes(10, part.payload());
            one(chunk);
            sequence = part.lastSequence();
        }
        change(WORKSPACE, LOG, executionId, sequence);
        return sequence;
    }

    private long lastSequence(String executionId) throws SQLException {
        last.setString(1, WORKSPACE);
        last.setString(2, executionId);
        try (ResultSet row = last.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public final String find(String id) throws SQLException {
        String[] name = new String[1];
        find(id, row -> {
            consume(row);
            name[0] = row.getString(2);
        });
        return name[0];
    }

    /** Takes a row of all columns of an execution. */
    public interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    /** Hands the row on. */
    public final void find(String id, Reader reader) throws SQLException {
        find.setString(1, WORKSPACE);
        find.setString(2, id);
        try (ResultSet row = find.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("not there: " + id);
            }
            reader.read(row);
        }
    }

    @Override
    public final List<String> page(int limit) throws SQLException {
        page.setString(1, WORKSPACE);
        page.setLong(2, Long.MAX_VALUE);
        page.setString(3, "");
        page.setInt(4, limit);
        List<String> ids = new ArrayList<>(limit);
        try (ResultSet rows = page.executeQuery()) {
            while (rows.next()) {
                consume(rows);
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    /** Every column once, in the type in which the store reads it. */
    private static void consume(ResultSet row) throws SQLException {
        for (int column = 3; column <= 14; column++) {
            switch (column) {
                case 6 -> row.getInt(column);
                case 8, 9, 10 -> row.getLong(column);
                default -> row.getString(column);
            }
        }
        for (int column = 15; column <= 18; column++) {
            row.getInt(column);
        }
        row.getLong(19);
    }

    @Override
    public final int poll(long revision, int limit) throws SQLException {
        poll.setString(1, WORKSPACE);
        poll.setLong(2, revision);
        poll.setInt(3, limit);
        int count = 0;
        try (ResultSet rows = poll.executeQuery()) {
            while (rows.next()) {
                rows.getLong(1);
                rows.getInt(2);
                rows.getInt(3);
                rows.getString(4);
                rows.getString(5);
                rows.getInt(6);
                rows.getLong(7);
                count++;
            }
        }
        return count;
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    @Override
    public final void close() throws SQLException {
        connection.close();
    }
}
