package dev.cairn.sql.execution;

import dev.cairn.model.Artifact;
import dev.cairn.model.ArtifactType;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Step;
import dev.cairn.model.StepStatus;
import dev.cairn.model.StoredTexts;
import dev.cairn.model.Wire;
import dev.cairn.sql.base.Columns;
import dev.cairn.sql.base.Micros;
import dev.cairn.sql.base.RowMapper;
import java.util.List;

/** How rows become executions, and what stands under them. */
final class ExecutionRows {
    private static final RowMapper<Execution> EXECUTION = RowMapper.of(
            Execution.class,
            "id, name, command, working_directory, status, exit_code, error, created_at, started_at, completed_at,"
                    + " environment, user_name, tags, metadata, total_steps, completed_steps, current_step, lost, version",
            row -> new Execution(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    Wire.parse(ExecutionStatus.class, "status", row.getString(5)),
                    Columns.integer(row, 6),
                    row.getString(7),
                    Micros.instant(row.getLong(8)),
                    Columns.instant(row, 9),
                    Columns.instant(row, 10),
                    StoredTexts.trusted(row.getString(11)),
                    row.getString(12),
                    Columns.texts(row.getString(13)),
                    JsonObject.trusted(row.getString(14)),
                    row.getInt(15),
                    row.getInt(16),
                    row.getInt(17),
                    row.getInt(18) != 0,
                    row.getLong(19)));

    private static final RowMapper<Step> STEP = RowMapper.of(
            Step.class,
            "execution_id, step_index, name, description, status, exit_code, error, stop_on_error, estimated_us,"
                    + " created_at, started_at, completed_at, metadata, lost, version",
            row -> new Step(
                    row.getString(1),
                    row.getInt(2),
                    row.getString(3),
                    row.getString(4),
                    Wire.parse(StepStatus.class, "status", row.getString(5)),
                    Columns.integer(row, 6),
                    row.getString(7),
                    row.getInt(8) != 0,
                    Columns.duration(row, 9),
                    Micros.instant(row.getLong(10)),
                    Columns.instant(row, 11),
                    Columns.instant(row, 12),
                    JsonObject.trusted(row.getString(13)),
                    row.getInt(14) != 0,
                    row.getLong(15)));

    private static final RowMapper<Artifact> ARTIFACT = RowMapper.of(
            Artifact.class,
            "id, execution_id, step_index, name, description, file_name, mime_type, type, sha256, size, created_at,"
                    + " expires_at, tags, metadata, is_public",
            row -> new Artifact(
                    row.getString(1),
                    row.getString(2),
                    Columns.integer(row, 3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7),
                    Wire.parse(ArtifactType.class, "type", row.getString(8)),
                    new BlobRef(row.getString(9), row.getLong(10)),
                    Micros.instant(row.getLong(11)),
                    Columns.instant(row, 12),
                    Columns.texts(row.getString(13)),
                    JsonObject.trusted(row.getString(14)),
                    row.getInt(15) != 0));

    private static final RowMapper<ExecutionHead> HEAD = RowMapper.of(
            ExecutionHead.class,
            "version, created_at, tags",
            row -> new ExecutionHead(row.getLong(1), row.getLong(2), row.getString(3)));

    private static final RowMapper<StatusCounts> COUNTS = RowMapper.of(
            StatusCounts.class,
            "pending, running, completed, failed, cancelled, timed",
            row -> new StatusCounts(
                    row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)));

    private static final RowMapper<BlobRow> BLOB =
            RowMapper.of(BlobRow.class, "sha256, size", row -> new BlobRow(row.getString(1), row.getLong(2)));

    static final List<RowMapper<?>> ALL = List.of(EXECUTION, STEP, ARTIFACT, HEAD, COUNTS, BLOB);

    private ExecutionRows() {}
}
