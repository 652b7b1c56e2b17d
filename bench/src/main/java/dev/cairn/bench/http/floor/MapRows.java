package dev.cairn.bench.http.floor;

import dev.cairn.model.Execution;
import dev.cairn.server.http.json.Encode;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import tools.jackson.core.JsonGenerator;

/** Rows in a map. */
final class MapRows implements Rows {
    private final ConcurrentMap<String, Execution> rows = new ConcurrentHashMap<>();

    @Override
    public void create(Execution execution) {
        rows.put(execution.id(), execution);
    }

    @Override
    public void find(String id, JsonGenerator out) {
        Execution execution = rows.get(id);
        if (execution == null) {
            throw new IllegalStateException("not there: " + id);
        }
        Encode.execution(out, execution);
    }

    @Override
    public void close() {}
}
