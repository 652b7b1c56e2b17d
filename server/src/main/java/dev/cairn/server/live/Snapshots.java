package dev.cairn.server.live;

import dev.cairn.error.NotFound;
import dev.cairn.model.Artifact;
import dev.cairn.model.EventHead;
import dev.cairn.model.EventQuery;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.Ids;
import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import dev.cairn.model.Position;
import dev.cairn.model.Session;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.SessionStatus;
import dev.cairn.model.Step;
import dev.cairn.model.WorkspaceId;
import dev.cairn.server.http.json.Encode;
import dev.cairn.store.Store;
import dev.cairn.store.View;
import jakarta.inject.Inject;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Current state together with the place in the feed at which it was current, read as one. */
public final class Snapshots {
    private static final int EXECUTIONS = 100;
    private static final int STEPS = 10_000;
    private static final int ARTIFACTS = 1_000;
    private static final int LINES = 200;
    private static final int LOG_PAGE = 500;

    private final Store store;

    @Inject
    public Snapshots(Store store) {
        this.store = store;
    }

    /** What can be written as the Snapshot of openapi.yaml. */
    public sealed interface Snapshot {
        /** Where to follow from. */
        String position();

        void write(JsonGenerator out);
    }

    /** The newest executions of a workspace. */
    public record OfWorkspace(Position feed, List<Execution> executions) implements Snapshot {
        @Override
        public String position() {
            return feed.token();
        }

        @Override
        public void write(JsonGenerator out) {
            out.writeStartObject();
            out.writeStringProperty("position", position());
            Encode.list(out, "executions", executions, Encode::execution);
            out.writeEndObject();
        }
    }

    /** One execution with what belongs to it, and the last lines of its log. */
    public record OfExecution(
            LivePosition at, Execution execution, List<Step> steps, List<Artifact> artifacts, List<LogLine> lines)
            implements Snapshot {
        @Override
        public String position() {
            return at.token();
        }

        @Override
        public void write(JsonGenerator out) {
            out.writeStartObject();
            out.writeStringProperty("position", position());
            out.writeName("execution");
            Encode.execution(out, execution);
            Encode.list(out, "steps", steps, Encode::step);
            Encode.list(out, "artifacts", artifacts, Encode::artifact);
            out.writeNumberProperty("lastSequence", at.sequence());
            Encode.list(out, "lines", lines, Encode::logLine);
            out.writeEndObject();
        }
    }

    public OfWorkspace workspace(WorkspaceId workspace) {
        return store.read(
                workspace,
                "snapshot.workspace",
                view -> new OfWorkspace(
                        view.position(), view.executions().page(ExecutionFilter.ALL, null, EXECUTIONS)));
    }

    /** Where the feed stands now. */
    Position position(WorkspaceId workspace) {
        return store.read(workspace, "snapshot.position", View::position);
    }

    /** The next lines after a sequence. */
    List<LogLine> lines(WorkspaceId workspace, String execution, long after) {
        return store.read(
                workspace, "live.lines", view -> view.logs().read(execution, LogQuery.after(after), LOG_PAGE));
    }

    /**
     * Part of a log, and how it stood in the same snapshot.
     *
     * @throws NotFound kind {@code execution}
     */
    LogState log(WorkspaceId workspace, String execution, LogQuery query, int limit) {
        return store.read(workspace, "live.log", view -> {
            Execution run = view.executions().find(execution).orElseThrow(() -> new NotFound("execution", execution));
            return new LogState(
                    run,
                    view.position(),
                    view.logs().read(execution, query, limit),
                    view.logs().lastSequence(execution));
        });
    }

    /** @param lastSequence of the whole log */
    record LogState(Execution execution, Position position, List<LogLine> lines, long lastSequence) {}

    /**
     * Events of a session, and how it stood in the same snapshot.
     *
     * @throws NotFound kind {@code session}
     */
    SessionState session(WorkspaceId workspace, String id, long after, int limit) {
        return store.read(workspace, "live.events", view -> {
            Session session = view.sessions().find(id).orElseThrow(() -> new NotFound("session", id));
            long last = view.events().head(id).map(EventHead::lastSequence).orElse(0L);
            return new SessionState(
                    session.status(), view.position(), view.events().read(id, EventQuery.after(after), limit), last);
        });
    }

    record SessionState(SessionStatus status, Position position, List<SessionEvent> events, long lastSequence) {}

    /** @throws NotFound kind {@code execution} */
    public OfExecution execution(WorkspaceId workspace, String id) {
        Ids.check("execution", id);
        return store.read(workspace, "snapshot.execution", view -> execution(view, id));
    }

    private static OfExecution execution(View view, String id) {
        Execution execution = view.executions().find(id).orElseThrow(() -> new NotFound("execution", id));
        LogQuery last = new LogQuery(0, Long.MAX_VALUE, true, null, null, null, null);
        return new OfExecution(
                new LivePosition(FeedCursor.at(view.position()), view.logs().lastSequence(id)),
                execution,
                view.steps().list(id, -1, STEPS),
                view.artifacts().list(id, null, ARTIFACTS),
                view.logs().read(id, last, LINES).reversed());
    }
}
