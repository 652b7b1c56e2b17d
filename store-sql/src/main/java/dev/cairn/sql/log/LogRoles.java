package dev.cairn.sql.log;

import dev.cairn.sql.base.Part;
import dev.cairn.sql.base.RowMapper;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.LogWriter;
import java.util.List;
import org.apache.ibatis.session.SqlSession;

/** The role of logs, over the statements of one connection. */
public final class LogRoles {
    private static final RowMapper<LogChunk> LOG_CHUNK = RowMapper.of(
            LogChunk.class,
            "first_seq, last_seq, levels, streams, step_min, step_max, encoding, payload",
            row -> new LogChunk(
                    row.getLong(1),
                    row.getLong(2),
                    row.getInt(3),
                    row.getInt(4),
                    row.getInt(5),
                    row.getInt(6),
                    row.getInt(7),
                    row.getBytes(8)));

    public static final Part PART =
            new Part(List.of("dev/cairn/sql/log/logs.xml"), List.of(LogMapper.class), List.of(LOG_CHUNK));

    private final LogMapper logs;

    public LogRoles(SqlSession session) {
        logs = session.getMapper(LogMapper.class);
    }

    public LogWriter logs(SqlScope scope) {
        return new SqlLogs(scope, logs);
    }
}
