package dev.cairn.server.figures;

import java.util.List;

/** The same work on bare prepared statements. */
interface Floor extends AutoCloseable {
    /** How the creates are committed, for the label. */
    String label();

    /** Inserts so many executions with their change lines, as many threads as it takes connections. */
    void create(int count) throws Exception;

    /** Ids of so many of the executions that it created. */
    List<String> ids(int count) throws Exception;

    /** Reads each of the executions once, on so many threads. */
    void read(List<String> ids, int threads) throws Exception;

    @Override
    void close() throws Exception;
}
