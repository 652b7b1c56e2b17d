package dev.cairn.server.live;

import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.EntityKind;
import dev.cairn.model.LogLine;
import dev.cairn.model.WorkspaceId;
import dev.cairn.server.http.json.Encode;
import dev.cairn.store.FeedFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows one execution: its changes, and its log lines as they arrive. Changes resume by feed position, lines by
 * sequence; neither depends on the other, so that a cut between the two loses and repeats nothing.
 */
final class ExecutionFollower implements Follower {
    private final Snapshots snapshots;
    private final WorkspaceId workspace;
    private final String execution;
    private final FeedFilter filter;
    private @Nullable LivePosition at;
    private Snapshots.@Nullable OfExecution snapshot;

    /** @param after null: begin with a snapshot */
    ExecutionFollower(Snapshots snapshots, WorkspaceId workspace, String execution, @Nullable LivePosition after) {
        this.snapshots = snapshots;
        this.workspace = workspace;
        this.execution = execution;
        this.filter = FeedFilter.root(execution);
        this.at = after;
    }

    @Override
    public void open(SharedFeed feed) throws InterruptedException {
        if (at == null) {
            snapshot = snapshots.execution(workspace, execution);
            at = snapshot.at();
        } else {
            feed.after(at.feed().base());
        }
    }

    @Override
    public void follow(SharedFeed feed, Outlet out) throws Exception {
        LivePosition start = at;
        if (start == null) {
            throw new IllegalStateException("not opened");
        }
        FeedCursor position = start.feed();
        long sequence = start.sequence();
        if (snapshot != null && !out.send(Event.of("snapshot", snapshot.position(), snapshot::write))) {
            return;
        }
        // a resumed follower may have been told of an append but not of its lines
        sequence = lines(out, position, sequence);
        while (sequence >= 0 && out.open()) {
            FeedCursor from = position;
            SharedFeed.Read read = feed.after(from.base(), out.turn());
            for (Group group : Group.of(from, read.page(), filter::matches)) {
                position = group.position();
                if (!out.send(group.event(new LivePosition(position, sequence).token()))) {
                    return;
                }
                if (group.changes().stream().anyMatch(ExecutionFollower::deleted)) {
                    out.send(Event.end("deleted"));
                    return;
                }
                if (group.changes().stream().anyMatch(change -> change.kind() == EntityKind.LOG)) {
                    sequence = lines(out, position, sequence);
                }
                if (sequence < 0) {
                    return;
                }
            }
            position = FeedCursor.at(read.page().next());
            if (!read.full() && !out.await(read)) {
                return;
            }
        }
    }

    private static boolean deleted(Change change) {
        return change.kind() == EntityKind.EXECUTION && change.op() == ChangeOp.DELETE;
    }

    /** Tells all lines after {@code sequence}; returns the last one told, or -1 when the follower takes no more. */
    private long lines(Outlet out, FeedCursor position, long sequence) throws Exception {
        long told = sequence;
        List<LogLine> lines = snapshots.lines(workspace, execution, told);
        while (!lines.isEmpty()) {
            List<LogLine> page = lines;
            told = page.getLast().sequence();
            Event event = Event.of("log", new LivePosition(position, told).token(), json -> {
                json.writeStartObject();
                Encode.list(json, "lines", page, Encode::logLine);
                json.writeEndObject();
            });
            if (!out.send(event)) {
                return -1;
            }
            lines = snapshots.lines(workspace, execution, told);
        }
        return told;
    }
}
