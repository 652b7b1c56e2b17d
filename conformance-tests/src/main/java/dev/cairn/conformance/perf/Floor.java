package dev.cairn.conformance.perf;

import dev.cairn.model.Execution;
import dev.cairn.model.LogEntry;
import java.util.List;

/**
 * The hot operations of the contract with nothing around them: the statements that the backend sends, on bare prepared
 * statements, values read by position and thrown away. It works on a database of its own, filled through the store like
 * the one that is measured beside it.
 */
public interface Floor extends AutoCloseable {
    /** How many single writes one transaction holds: as many as is usual where all writers share one; 1 where each has its own. */
    int group();

    /** Connections that can write at once. */
    int writers();

    /** One thread's connection with its statements. */
    Lane lane() throws Exception;

    /**
     * See {@link Floor}. Writes also write their line of the change log, as the store does, and stand in a
     * {@link #transaction}; reads stand alone.
     */
    interface Lane extends AutoCloseable {
        /** Runs {@code work} in one transaction, and again when the engine says that another got in its way. */
        void transaction(Work work) throws Exception;

        void create(Execution execution) throws Exception;

        /** Replaces {@code before} with {@code after}, having read what is stored. */
        void update(Execution before, Execution after) throws Exception;

        /** Appends after the last line, as one chunk encoded like the store's; returns its last sequence. */
        long append(String executionId, List<LogEntry> entries) throws Exception;

        /** Returns the name. */
        String find(String id) throws Exception;

        /** Returns the ids of the newest. */
        List<String> page(int limit) throws Exception;

        /** Returns how many changes there are after the revision, at most {@code limit}. */
        int poll(long revision, int limit) throws Exception;

        @Override
        void close() throws Exception;
    }

    /** Some writes. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    @Override
    void close() throws Exception;
}
