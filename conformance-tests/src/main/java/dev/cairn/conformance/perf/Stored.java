package dev.cairn.conformance.perf;

import dev.cairn.Cairn;
import java.util.Map;

/** How much a database holds and may hold. */
public final class Stored {
    private static final String MEMORY = "memory_bytes";
    private static final String MEMORY_LIMIT = "max_bytes";

    /** What a store in memory may fill before measuring, of its limit or of the heap: the rest is for what is appended. */
    private static final double FILL = 0.7;

    private Stored() {}

    /** Bytes on disk after a checkpoint; for a store in memory the bytes that it counts itself. */
    public static long bytes(Backend.Database database) throws Exception {
        long onDisk = database.bytes();
        return onDisk > 0 ? onDisk : memory(database.cairn());
    }

    /** Bytes that a store in memory counts itself; 0 on disk. */
    public static long memory(Cairn cairn) {
        return cairn.store().maintenance().statistics().getOrDefault(MEMORY, 0L);
    }

    /** How many more executions fit that take so many bytes each; on disk as many as are asked for. */
    public static long fitting(Cairn cairn, double bytesEach) {
        Map<String, String> details = cairn.store().description().details();
        String limit = details.get(MEMORY_LIMIT);
        if (limit == null || bytesEach <= 0) {
            return Long.MAX_VALUE / 2;
        }
        double room = Math.min(Long.parseLong(limit), Runtime.getRuntime().maxMemory()) * FILL;
        return (long) Math.max(0, (room - memory(cairn)) / bytesEach);
    }
}
