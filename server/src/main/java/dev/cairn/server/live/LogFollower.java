package dev.cairn.server.live;

import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import dev.cairn.model.Wire;
import dev.cairn.model.WorkspaceId;
import dev.cairn.server.http.json.Encode;
import dev.cairn.store.FeedFilter;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Follows the log of one execution until it is over. */
final class LogFollower extends SequenceFollower<LogLine> {
    private final Snapshots snapshots;
    private final WorkspaceId workspace;
    private final String execution;
    private final LogQuery conditions;

    /** @param tail begin so many lines before the end; -1: begin after {@code conditions.after()} */
    LogFollower(Snapshots snapshots, WorkspaceId workspace, String execution, LogQuery conditions, int tail) {
        super(FeedFilter.root(execution), conditions.after(), tail);
        this.snapshots = snapshots;
        this.workspace = workspace;
        this.execution = execution;
        this.conditions = conditions;
    }

    @Override
    State<LogLine> read(long after) {
        LogQuery query = new LogQuery(
                after,
                Long.MAX_VALUE,
                false,
                conditions.step(),
                conditions.level(),
                conditions.stream(),
                conditions.text());
        Snapshots.LogState log = snapshots.log(workspace, execution, query, PAGE);
        boolean over = log.execution().status().terminal();
        return new State<>(
                log.lines(),
                log.lastSequence(),
                log.position(),
                over ? Wire.name(log.execution().status()) : null);
    }

    @Override
    long sequence(LogLine line) {
        return line.sequence();
    }

    @Override
    String event() {
        return "log";
    }

    @Override
    void write(JsonGenerator json, List<LogLine> lines) {
        Encode.list(json, "lines", lines, Encode::logLine);
    }
}
