package dev.cairn.memory;

import dev.cairn.model.EntityKind;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import dev.cairn.store.LogWriter;
import java.util.List;

/** Logs, by execution. */
final class MemoryLogs implements LogWriter {
    private final Roles roles;

    MemoryLogs(Roles roles) {
        this.roles = roles;
    }

    private Log log(String executionId) {
        return roles.tables().logs.getOrDefault(executionId, Log.EMPTY);
    }

    @Override
    public long lastSequence(String executionId) {
        return log(executionId).last();
    }

    @Override
    public List<LogLine> read(String executionId, LogQuery query, int limit) {
        return log(executionId).read(query, limit);
    }

    @Override
    public long append(String executionId, List<LogEntry> entries) {
        roles.require(executionId);
        Tables tables = roles.tables();
        Log present = log(executionId);
        Log next = present.append(entries);
        tables.logs = tables.logs.plus(executionId, next);
        tables.bytes += next.bytes() - present.bytes();
        roles.changes().put(EntityKind.LOG, executionId, executionId, next.last());
        return present.last() + 1;
    }
}
