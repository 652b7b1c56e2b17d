package dev.cairn.memory.execution;

import dev.cairn.memory.base.Weight;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import java.util.ArrayList;
import java.util.List;
import org.pcollections.TreePMap;

/** One execution's log: appended batches by the sequence of their first line, so that an append touches one entry. */
record Log(TreePMap<Long, List<LogEntry>> batches, long last, long bytes) {
    static final Log EMPTY = new Log(TreePMap.empty(), 0, 0);

    Log append(List<LogEntry> entries) {
        return new Log(batches.plus(last + 1, List.copyOf(entries)), last + entries.size(), bytes + Weight.of(entries));
    }

    List<LogLine> read(LogQuery query, int limit) {
        List<LogLine> found = new ArrayList<>(Math.min(limit, 1_000));
        if (query.backward()) {
            long from = Math.min(query.before(), last + 1) - 1;
            for (long sequence = from; sequence > Math.max(0, query.after()) && found.size() < limit; ) {
                var batch = batches.floorEntry(sequence);
                if (batch == null) {
                    break;
                }
                for (; sequence >= batch.getKey() && sequence > query.after() && found.size() < limit; sequence--) {
                    add(found, query, sequence, batch.getValue().get((int) (sequence - batch.getKey())));
                }
            }
            return found;
        }
        for (long sequence = Math.max(0, query.after()) + 1; sequence < query.before() && found.size() < limit; ) {
            var batch = batches.floorEntry(sequence);
            if (batch == null || sequence > last) {
                break;
            }
            List<LogEntry> entries = batch.getValue();
            long end = Math.min(query.before(), batch.getKey() + entries.size());
            for (; sequence < end && found.size() < limit; sequence++) {
                add(found, query, sequence, entries.get((int) (sequence - batch.getKey())));
            }
        }
        return found;
    }

    private static void add(List<LogLine> found, LogQuery query, long sequence, LogEntry entry) {
        if (query.matches(entry)) {
            found.add(new LogLine(sequence, entry));
        }
    }
}
