package dev.cairn.sql.memory;

import dev.cairn.model.Json;
import dev.cairn.model.MemoryKey;
import java.util.Collection;
import java.util.List;

/** Several memories as one parameter: a JSON array of arrays of namespace, encoded, key and, where it matters, version. */
public final class KeyList {
    private KeyList() {}

    public static String of(Collection<MemoryKey> ids) {
        return Json.write(ids.stream()
                .map(id -> List.of(id.namespace().encoded(), id.key()))
                .toList());
    }

    /** @param back how far below that of the row the version is */
    public static String of(List<MemoryRow> rows, long back) {
        return Json.write(rows.stream()
                .map(row -> List.of(row.namespace(), row.key(), row.version() - back))
                .toList());
    }
}
