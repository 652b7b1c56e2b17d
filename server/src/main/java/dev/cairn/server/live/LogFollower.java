package dev.cairn.server.live;

import dev.cairn.error.FeedCompacted;
import dev.cairn.model.Execution;
import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import dev.cairn.model.Position;
import dev.cairn.model.Wire;
import dev.cairn.model.WorkspaceId;
import dev.cairn.server.http.json.Encode;
import dev.cairn.store.FeedFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows the log of one execution to its end: resumed by sequence, ended once the execution is over and all is told. */
final class LogFollower implements Follower {
    private static final int PAGE = 500;

    private final Snapshots snapshots;
    private final WorkspaceId workspace;
    private final String execution;
    private final LogQuery conditions;
    private final int tail;
    private long sequence;
    private Snapshots.@Nullable LogState state;

    /** @param tail begin so many lines before the end; -1: begin after {@code conditions.after()} */
    LogFollower(Snapshots snapshots, WorkspaceId workspace, String execution, LogQuery conditions, int tail) {
        this.snapshots = snapshots;
        this.workspace = workspace;
        this.execution = execution;
        this.conditions = conditions;
        this.tail = tail;
        this.sequence = conditions.after();
    }

    @Override
    public void open(SharedFeed feed) {
        Snapshots.LogState first = read();
        if (tail >= 0) {
            sequence = Math.max(0, first.lastSequence() - tail);
            first = read();
        }
        state = first;
    }

    private Snapshots.LogState read() {
        LogQuery query = new LogQuery(
                sequence,
                Long.MAX_VALUE,
                false,
                conditions.step(),
                conditions.level(),
                conditions.stream(),
                conditions.text());
        return snapshots.log(workspace, execution, query, PAGE);
    }

    @Override
    public void follow(SharedFeed feed, Outlet out) throws Exception {
        Snapshots.LogState now = state == null ? read() : state;
        while (out.open()) {
            if (!tell(out, now.lines())) {
                return;
            }
            boolean whole = now.lines().size() < PAGE;
            if (whole) {
                sequence = Math.max(sequence, now.lastSequence());
                Execution run = now.execution();
                if (run.status().terminal()) {
                    out.send(Event.end(json -> {
                        json.writeStartObject();
                        json.writeStringProperty("status", Wire.name(run.status()));
                        json.writeEndObject();
                    }));
                    return;
                }
                if (!awaitChange(feed, now.position(), out)) {
                    return;
                }
            }
            now = read();
        }
    }

    private boolean tell(Outlet out, List<LogLine> lines) throws Exception {
        if (lines.isEmpty()) {
            return true;
        }
        sequence = lines.getLast().sequence();
        return out.send(Event.of("log", Long.toString(sequence), json -> {
            json.writeStartObject();
            Encode.list(json, "lines", lines, Encode::logLine);
            json.writeEndObject();
        }));
    }

    /** Waits until anything about this execution has changed; false when the follower is gone. */
    private boolean awaitChange(SharedFeed feed, Position from, Outlet out) throws Exception {
        Position position = from;
        while (out.open()) {
            SharedFeed.Read read;
            try {
                read = feed.after(position, out.turn());
            } catch (FeedCompacted e) {
                // the lines themselves are not compacted: look again
                return true;
            }
            position = read.page().next();
            if (read.page().changes().stream().anyMatch(FeedFilter.root(execution)::matches)) {
                return true;
            }
            if (!read.full() && !out.await(read)) {
                return false;
            }
        }
        return false;
    }
}
