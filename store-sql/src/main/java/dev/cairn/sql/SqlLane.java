package dev.cairn.sql;

import org.apache.ibatis.session.SqlSession;

/** One connection with its mappers. Used by one thread at a time. Closing drops the statements, not the connection. */
public final class SqlLane implements AutoCloseable {
    private final SqlSession session;
    private final Mappers mappers;

    SqlLane(SqlSession session) {
        this.session = session;
        this.mappers = new Mappers(session);
    }

    public Mappers mappers() {
        return mappers;
    }

    /** A mapper interface of the engine's own. */
    public <M> M mapper(Class<M> type) {
        return session.getMapper(type);
    }

    @Override
    public void close() {
        session.close();
    }
}
