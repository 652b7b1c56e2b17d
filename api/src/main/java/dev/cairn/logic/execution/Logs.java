package dev.cairn.logic.execution;

import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Limits;
import dev.cairn.logic.Prepared;
import dev.cairn.logic.Scope;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import dev.cairn.store.Committed;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The logs of the executions of one workspace. */
public final class Logs {
    private final Scope scope;

    public Logs(Scope scope) {
        this.scope = scope;
    }

    /**
     * Some lines, and how far the log went in the same snapshot.
     *
     * @param lastSequence of the whole log; 0 when it is empty
     */
    public record LogPage(List<LogLine> lines, long lastSequence) {
        public LogPage {
            lines = List.copyOf(lines);
        }
    }

    /** Appends in order; returns the sequence of the first entry (LOG-1). Also after the execution has ended. */
    public Committed<Long> append(String executionId, List<LogEntry> entries) {
        return scope.write("logs.append", append(scope, executionId, entries));
    }

    static Prepared<Long> append(Scope scope, String executionId, List<LogEntry> entries) {
        if (entries.isEmpty()) {
            throw new InvalidArgument("lines", "must not be empty");
        }
        if (entries.size() > Limits.LOG_BATCH_LINES) {
            throw new LimitExceeded("lines", Limits.LOG_BATCH_LINES, entries.size());
        }
        List<LogEntry> checked = new ArrayList<>(entries.size());
        long size = 0;
        for (int i = 0; i < entries.size(); i++) {
            LogEntry entry = checked(i, entries.get(i));
            size += entry.content().length()
                    + (entry.raw() == null ? 0 : entry.raw().length());
            checked.add(entry);
        }
        if (size > Limits.LOG_BATCH_TEXT) {
            throw new LimitExceeded("lines", Limits.LOG_BATCH_TEXT, size);
        }
        return tx -> tx.logs().append(executionId, checked);
    }

    private static LogEntry checked(int i, LogEntry entry) {
        String place = "lines[" + i + "].";
        Inputs.text(place + "content", entry.content(), Limits.LOG_LINE);
        if (entry.raw() != null) {
            Inputs.text(place + "raw", entry.raw(), Limits.LOG_LINE);
            try {
                Base64.getDecoder().decode(entry.raw());
            } catch (IllegalArgumentException e) {
                throw new InvalidArgument(place + "raw", "must be Base64");
            }
        }
        if (entry.step() != null) {
            StepRules.index(place + "step", entry.step());
        }
        return new LogEntry(
                Inputs.time(place + "time", entry.time(), entry.time()),
                entry.level(),
                entry.stream(),
                entry.step(),
                entry.content(),
                entry.raw(),
                entry.partial());
    }

    /** @throws dev.cairn.error.NotFound kind "execution" */
    public LogPage read(String executionId, LogQuery query, int limit) {
        Inputs.pageLimit(limit);
        Inputs.optional("text", query.text(), Limits.SEARCH_TEXT);
        return scope.store().read(scope.workspace(), "logs.read", view -> {
            ExecutionWrites.require(view, executionId);
            return new LogPage(
                    view.logs().read(executionId, query, limit), view.logs().lastSequence(executionId));
        });
    }

    /** The last lines, in reading order. */
    public LogPage tail(String executionId, int lines) {
        LogPage page = read(executionId, new LogQuery(0, Long.MAX_VALUE, true, null, null, null, null), lines);
        return new LogPage(page.lines().reversed(), page.lastSequence());
    }
}
