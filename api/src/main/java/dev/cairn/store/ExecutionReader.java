package dev.cairn.store;

import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatistics;
import dev.cairn.model.PageKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Executions of one workspace, read. */
public interface ExecutionReader {
    Optional<Execution> find(String id);

    /**
     * Newest first: by creation time descending, then id descending in byte order (PAGE-1, KEY-1).
     *
     * @param after only executions strictly beyond this place; null from the newest
     * @param limit at most this many, 1 or more
     */
    List<Execution> page(ExecutionFilter filter, @Nullable PageKey after, int limit);

    /**
     * How many match, counting no further than {@code atMost}.
     *
     * @param atMost {@link Long#MAX_VALUE} for the exact number
     */
    long count(ExecutionFilter filter, long atMost);

    /** Figures over all that match, computed by the engine (EXEC-6). */
    ExecutionStatistics statistics(ExecutionFilter filter);

    /** Ids of executions whose lease ended at or before {@code now}, earliest first, then by id (LEASE-1). */
    List<String> expiredLeases(Instant now, int limit);
}
