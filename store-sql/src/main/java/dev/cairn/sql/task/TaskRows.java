package dev.cairn.sql.task;

import dev.cairn.model.JsonObject;
import dev.cairn.model.Task;
import dev.cairn.model.TaskCounts;
import dev.cairn.model.TaskDependency;
import dev.cairn.model.TaskSpec;
import dev.cairn.model.TaskState;
import dev.cairn.model.TaskStatus;
import dev.cairn.model.Wire;
import dev.cairn.sql.base.Columns;
import dev.cairn.sql.base.Micros;
import dev.cairn.sql.base.RowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** How rows become tasks and what belongs to them. */
final class TaskRows {
    private static final RowMapper<Task> TASK = RowMapper.of(
            Task.class,
            "id, type, source, task_key, session, parent, priority, input, max_attempts, backoff_us, not_before,"
                    + " deadline, created_at, status, attempts, unresolved, due_at, ready_at, started_at, finished_at,"
                    + " updated_at, token, worker, lease_ends, result, error, settling, version",
            row -> new Task(
                    row.getString(1),
                    new TaskSpec(
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getInt(7),
                            JsonObject.trusted(row.getString(8)),
                            row.getInt(9),
                            Micros.duration(row.getLong(10)),
                            Columns.instant(row, 11),
                            Columns.instant(row, 12),
                            Micros.instant(row.getLong(13))),
                    state(row),
                    row.getLong(28)));

    private static final RowMapper<TaskDependency> DEPENDENCY = RowMapper.of(
            TaskDependency.class,
            "dependent, prerequisite, resolved",
            row -> new TaskDependency(row.getString(1), row.getString(2), row.getInt(3) != 0));

    private static final RowMapper<TaskKeyRow> KEY =
            RowMapper.of(TaskKeyRow.class, "task_key, id", row -> new TaskKeyRow(row.getString(1), row.getString(2)));

    private static final RowMapper<TaskCounts> COUNTS = RowMapper.of(
            TaskCounts.class,
            "pending, blocked, ready, running, completed, failed, cancelled",
            row -> new TaskCounts(Map.of(
                    TaskStatus.PENDING, row.getLong(1),
                    TaskStatus.BLOCKED, row.getLong(2),
                    TaskStatus.READY, row.getLong(3),
                    TaskStatus.RUNNING, row.getLong(4),
                    TaskStatus.COMPLETED, row.getLong(5),
                    TaskStatus.FAILED, row.getLong(6),
                    TaskStatus.CANCELLED, row.getLong(7))));

    static final List<RowMapper<?>> ALL = List.of(TASK, DEPENDENCY, KEY, COUNTS);

    private TaskRows() {}

    private static TaskState state(ResultSet row) throws SQLException {
        String result = row.getString(25);
        return new TaskState(
                Wire.parse(TaskStatus.class, "status", row.getString(14)),
                row.getInt(15),
                row.getInt(16),
                Columns.instant(row, 17),
                Columns.instant(row, 18),
                Columns.instant(row, 19),
                Columns.instant(row, 20),
                Micros.instant(row.getLong(21)),
                row.getLong(22),
                row.getString(23),
                Columns.instant(row, 24),
                result == null ? null : JsonObject.trusted(result),
                row.getString(26),
                row.getInt(27) != 0);
    }
}
