package dev.cairn.sql;

import dev.cairn.sql.memory.MemoryVersions;
import org.jspecify.annotations.Nullable;

/** One connection with its mappers. Used by one thread at a time. Closing drops the statements, not the connection. */
public final class SqlLane implements AutoCloseable {
    private final LaneSession session;
    private final Mappers mappers;

    SqlLane(LaneSession session, MemoryVersions versions) {
        this.session = session;
        this.mappers = new Mappers(session, versions);
    }

    public Mappers mappers() {
        return mappers;
    }

    /** A mapper interface of the engine's own. */
    public <M> M mapper(Class<M> type) {
        return session.getMapper(type);
    }

    /** Has {@code watch} told of each query from now on; null for none. */
    public void watch(@Nullable QueryWatch watch) {
        session.watch(watch);
    }

    /** Has the next statement begin a transaction; null for none. */
    public void opening(@Nullable Opening opening) {
        session.opening(opening);
    }

    /** Whether the engine has LIKENESS, from now on. */
    public void alike(boolean has) {
        mappers.memories().alike(has);
    }

    @Override
    public void close() {
        session.close();
    }
}
