package dev.cairn.memory.execution;

import dev.cairn.memory.base.MemoryScope;
import dev.cairn.model.EntityKind;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import dev.cairn.store.LogWriter;
import java.util.List;

/** Logs, by execution. */
final class MemoryLogs implements LogWriter {
    private final MemoryScope scope;
    private final ExecutionTables tables;

    MemoryLogs(MemoryScope scope, ExecutionTables tables) {
        this.scope = scope;
        this.tables = tables;
    }

    private ExecutionTables tables() {
        return scope.use(tables);
    }

    private Log log(String executionId) {
        return tables().logs.getOrDefault(executionId, Log.EMPTY);
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
        tables().require(executionId);
        ExecutionTables tables = tables();
        Log present = log(executionId);
        Log next = present.append(entries);
        tables.logs = tables.logs.plus(executionId, next);
        tables.bytes += next.bytes() - present.bytes();
        scope.changes().put(EntityKind.LOG, executionId, executionId, next.last());
        return present.last() + 1;
    }
}
