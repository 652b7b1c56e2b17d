package dev.cairn.conformance.model;

import dev.cairn.model.EntityKind;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import dev.cairn.store.LogWriter;
import java.util.ArrayList;
import java.util.List;

/** Logs of the reference model. */
final class ModelLogs implements LogWriter {
    private final ReferenceModel model;

    ModelLogs(ReferenceModel model) {
        this.model = model;
    }

    @Override
    public long lastSequence(String executionId) {
        return model.logs.getOrDefault(executionId, List.of()).size();
    }

    @Override
    public List<LogLine> read(String executionId, LogQuery query, int limit) {
        List<LogLine> lines = new ArrayList<>();
        for (LogEntry entry : model.logs.getOrDefault(executionId, List.of())) {
            lines.add(new LogLine(lines.size() + 1L, entry));
        }
        return (query.backward() ? lines.reversed() : lines)
                .stream()
                        .filter(line -> query.matches(line.sequence(), line.entry()))
                        .limit(limit)
                        .toList();
    }

    @Override
    public long append(String executionId, List<LogEntry> entries) {
        model.execution(executionId);
        List<LogEntry> log = model.logs.computeIfAbsent(executionId, id -> new ArrayList<>());
        long first = log.size() + 1L;
        log.addAll(entries);
        model.put(EntityKind.LOG, executionId, executionId, log.size());
        return first;
    }
}
