package dev.cairn.sql;

import dev.cairn.model.Artifact;
import dev.cairn.model.ArtifactType;
import dev.cairn.model.BlobRef;
import dev.cairn.model.EventHead;
import dev.cairn.model.EventType;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.Json;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Session;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.SessionStatus;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import dev.cairn.model.Step;
import dev.cairn.model.StepStatus;
import dev.cairn.model.StoredTexts;
import dev.cairn.model.Wire;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.model.WriterLease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How rows become records, written once for all engines. */
final class Rows {
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
                    integer(row, 6),
                    row.getString(7),
                    Micros.instant(row.getLong(8)),
                    instant(row, 9),
                    instant(row, 10),
                    StoredTexts.trusted(row.getString(11)),
                    row.getString(12),
                    texts(row.getString(13)),
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
                    integer(row, 6),
                    row.getString(7),
                    row.getInt(8) != 0,
                    duration(row, 9),
                    Micros.instant(row.getLong(10)),
                    instant(row, 11),
                    instant(row, 12),
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
                    integer(row, 3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7),
                    Wire.parse(ArtifactType.class, "type", row.getString(8)),
                    new BlobRef(row.getString(9), row.getLong(10)),
                    Micros.instant(row.getLong(11)),
                    instant(row, 12),
                    texts(row.getString(13)),
                    JsonObject.trusted(row.getString(14)),
                    row.getInt(15) != 0));

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

    private static final RowMapper<ChangeRow> CHANGE = RowMapper.of(
            ChangeRow.class,
            "revision, ordinal, kind, root_id, id, op, version, root_version",
            row -> new ChangeRow(
                    row.getLong(1),
                    row.getInt(2),
                    row.getInt(3),
                    row.getObject(4),
                    row.getObject(5),
                    row.getInt(6),
                    row.getLong(7),
                    number(row, 8)));

    private static final RowMapper<Session> SESSION = RowMapper.of(
            Session.class,
            "id, app, user_name, project, status, metadata, created_at, updated_at, terminated_at, archived_at, version",
            row -> new Session(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    Wire.parse(SessionStatus.class, "status", row.getString(5)),
                    JsonObject.trusted(row.getString(6)),
                    Micros.instant(row.getLong(7)),
                    Micros.instant(row.getLong(8)),
                    instant(row, 9),
                    instant(row, 10),
                    row.getLong(11)));

    private static final RowMapper<SessionEvent> EVENT = RowMapper.of(
            SessionEvent.class,
            "seq, id, type, actor, at, content, state, ends_turn",
            row -> new SessionEvent(
                    row.getLong(1),
                    row.getString(2),
                    Wire.parse(EventType.class, "type", row.getString(3)),
                    row.getString(4),
                    Micros.instant(row.getLong(5)),
                    JsonObject.trusted(row.getString(6)),
                    JsonObject.trusted(row.getString(7)),
                    row.getInt(8) != 0));

    private static final RowMapper<EventHead> EVENT_HEAD =
            RowMapper.of(EventHead.class, "last_seq, holder, token, expires_at", row -> {
                long token = row.getLong(3);
                return new EventHead(
                        row.getLong(1),
                        token == 0 ? null : new WriterLease(row.getString(2), token, Micros.instant(row.getLong(4))));
            });

    private static final RowMapper<StateEntry> STATE = RowMapper.of(
            StateEntry.class,
            "scope, owner, state_key, value, updated_at, version",
            row -> new StateEntry(
                    new StateOwner(Wire.parse(StateScope.class, "scope", row.getString(1)), row.getString(2)),
                    row.getString(3),
                    row.getString(4),
                    Micros.instant(row.getLong(5)),
                    row.getLong(6)));

    private static final RowMapper<Workspace> WORKSPACE = RowMapper.of(
            Workspace.class,
            "id, created_at, deleting",
            row -> new Workspace(
                    new WorkspaceId(row.getString(1)), Micros.instant(row.getLong(2)), row.getInt(3) != 0));

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

    static final List<RowMapper<?>> ALL = List.of(
            EXECUTION,
            STEP,
            ARTIFACT,
            LOG_CHUNK,
            SESSION,
            EVENT,
            EVENT_HEAD,
            STATE,
            AuditRows.ENTRY,
            AuditRows.SEAL,
            CHANGE,
            WORKSPACE,
            HEAD,
            COUNTS,
            BLOB);

    private Rows() {}

    /** A driver may have to ask its engine once more: null reads as 0, and so nothing else is. */
    private static boolean isNull(ResultSet row, long value) throws SQLException {
        return value == 0 && row.wasNull();
    }

    private static @Nullable Integer integer(ResultSet row, int column) throws SQLException {
        int value = row.getInt(column);
        return isNull(row, value) ? null : value;
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return isNull(row, value) ? null : value;
    }

    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return isNull(row, value) ? null : Micros.instant(value);
    }

    private static @Nullable Duration duration(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return isNull(row, value) ? null : Micros.duration(value);
    }

    static List<String> texts(String json) {
        if (json.equals("[]")) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (Json.parse("tags", json) instanceof List<?> list) {
            list.forEach(item -> texts.add(String.valueOf(item)));
        }
        return texts;
    }
}
