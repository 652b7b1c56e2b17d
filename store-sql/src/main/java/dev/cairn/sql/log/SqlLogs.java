package dev.cairn.sql.log;

import dev.cairn.error.NotFound;
import dev.cairn.model.EntityKind;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.LogWriter;
import java.util.ArrayList;
import java.util.List;

/** Logs over {@link LogMapper}: each append is a chunk, or a few when it is long. */
final class SqlLogs implements LogWriter {
    private static final int FIRST_FETCH = 8;
    private static final int MAX_FETCH = 256;

    private final SqlScope scope;
    private final LogMapper mapper;

    SqlLogs(SqlScope scope, LogMapper mapper) {
        this.scope = scope;
        this.mapper = mapper;
    }

    private LogMapper mapper() {
        return scope.use(mapper);
    }

    @Override
    public long lastSequence(String executionId) {
        Long last = mapper().lastSequence(scope.workspace(), executionId);
        return last == null ? 0 : last;
    }

    @Override
    public List<LogLine> read(String executionId, LogQuery query, int limit) {
        LogChunkFilter filter = LogChunkFilter.of(query);
        List<LogLine> found = new ArrayList<>();
        long after = query.after();
        long before = query.before();
        int fetch = FIRST_FETCH;
        while (true) {
            List<LogChunk> chunks = query.backward()
                    ? mapper().backward(scope.workspace(), executionId, after, before, filter, fetch)
                    : mapper().forward(scope.workspace(), executionId, after, before, filter, fetch);
            long lines = 0;
            for (LogChunk chunk : chunks) {
                add(chunk, query, limit, found);
                if (found.size() == limit) {
                    return found;
                }
                lines += chunk.lastSequence() - chunk.firstSequence() + 1;
            }
            if (chunks.size() < fetch) {
                return found;
            }
            LogChunk end = chunks.getLast();
            if (query.backward()) {
                before = end.firstSequence();
            } else {
                after = end.lastSequence();
            }
            fetch = next(limit - found.size(), lines, chunks.size());
        }
    }

    /** As many chunks as will hold about what is still wanted, so that memory stays bounded by the page. */
    private static int next(int wanted, long lines, int chunks) {
        return Math.clamp(wanted * (long) chunks / lines + 1, FIRST_FETCH, MAX_FETCH);
    }

    private static void add(LogChunk chunk, LogQuery query, int limit, List<LogLine> found) {
        List<LogEntry> entries = LogCodec.decode(chunk);
        int count = entries.size();
        for (int i = 0; i < count && found.size() < limit; i++) {
            int at = query.backward() ? count - 1 - i : i;
            long sequence = chunk.firstSequence() + at;
            LogEntry entry = entries.get(at);
            if (query.matches(sequence, entry)) {
                found.add(new LogLine(sequence, entry));
            }
        }
    }

    @Override
    public long append(String executionId, List<LogEntry> entries) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("nothing to append");
        }
        long first = lastSequence(executionId) + 1;
        long next = first;
        for (LogChunk chunk : LogCodec.encode(first, entries)) {
            if (mapper().insert(scope.workspace(), executionId, chunk) == 0) {
                throw new NotFound("execution", executionId);
            }
            next = chunk.lastSequence();
        }
        scope.changes().put(EntityKind.LOG, executionId, executionId, next);
        return first;
    }
}
