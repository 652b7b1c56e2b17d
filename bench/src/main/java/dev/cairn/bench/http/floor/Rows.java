package dev.cairn.bench.http.floor;

import dev.cairn.model.Execution;
import tools.jackson.core.JsonGenerator;

/** Where a {@link FloorServer} keeps executions. */
interface Rows extends AutoCloseable {
    /** Returns when it is stored as durably as the store does it. */
    void create(Execution execution) throws Exception;

    /** Writes the row as the server does. */
    void find(String id, JsonGenerator out) throws Exception;

    @Override
    void close() throws Exception;
}
