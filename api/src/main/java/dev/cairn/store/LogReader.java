package dev.cairn.store;

import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import java.util.List;

/** Logs of the executions of one workspace, read. */
public interface LogReader {
    /** The sequence of the last line; 0 for an empty log or an unknown execution. */
    long lastSequence(String executionId);

    /**
     * Lines that match, in the query's direction (LOG-3, LOG-4). Empty for an unknown execution.
     *
     * @param limit at most this many, 1 or more
     */
    List<LogLine> read(String executionId, LogQuery query, int limit);
}
