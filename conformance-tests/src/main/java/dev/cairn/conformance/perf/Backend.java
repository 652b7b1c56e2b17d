package dev.cairn.conformance.perf;

import dev.cairn.Cairn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A backend to measure. */
public interface Backend extends AutoCloseable {
    /** As in {@code CAIRN_BACKEND}. */
    String name();

    /** An empty database, opened. The caller closes it. */
    Database create() throws Exception;

    /**
     * The same engine with a stronger durability, to be compared with the usual one; null where there is none.
     *
     * @param label the setting and its value
     */
    record Variant(String label, Backend backend) {}

    default @Nullable Variant stronger() {
        return null;
    }

    /** One database. Closing removes it. */
    interface Database extends AutoCloseable {
        /** The open store with the rules above it. */
        Cairn cairn();

        /** Closes the store, opens it again, and says how long until it could serve, in nanoseconds. */
        long reopen() throws Exception;

        /** Closes the store and opens the floor on what it left; null where there is no floor below the backend. */
        @Nullable
        Floor floor() throws Exception;

        /** Bytes that the database and its logs take on disk, after a checkpoint; 0 in memory. */
        long bytes() throws Exception;

        @Override
        void close() throws Exception;
    }

    /** The environment in which a server uses a fresh database of this backend. */
    Map<String, String> serverEnvironment() throws Exception;

    @Override
    void close() throws Exception;
}
