package dev.cairn.sql.log;

import dev.cairn.model.LogLevel;
import dev.cairn.model.LogQuery;
import dev.cairn.model.LogStream;

/**
 * What a chunk must have for any of its lines to match; lines are then checked one by one.
 *
 * @param levels some bit of it must be in the chunk's
 * @param streams some bit of it must be in the chunk's
 * @param anyStep 1: steps do not matter
 */
public record LogChunkFilter(int levels, int streams, int anyStep, int step) {
    private static final int ALL = 0xff;

    static LogChunkFilter of(LogQuery query) {
        LogLevel level = query.level();
        LogStream stream = query.stream();
        Integer step = query.step();
        return new LogChunkFilter(
                level == null ? ALL : (ALL << LogCodes.of(level)) & ALL,
                stream == null ? ALL : 1 << LogCodes.of(stream),
                step == null ? 1 : 0,
                step == null ? 0 : step);
    }
}
