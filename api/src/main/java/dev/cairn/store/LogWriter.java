package dev.cairn.store;

import dev.cairn.error.NotFound;
import dev.cairn.model.LogEntry;
import java.util.List;

/** Logs of the executions of one workspace, appended to. */
public interface LogWriter extends LogReader {
    /**
     * Appends the entries in order, gapless after the last line, whoever else appends (LOG-1). What it costs does not
     * depend on how long the log is (LOG-2).
     *
     * @param entries at least one
     * @return the sequence of the first of them
     * @throws NotFound kind "execution"
     */
    long append(String executionId, List<LogEntry> entries);
}
