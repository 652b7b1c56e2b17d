package dev.cairn.sql.base;

import dev.cairn.model.Json;
import java.util.ArrayList;
import java.util.Collection;

/** Any number of texts or numbers as one parameter. */
public final class JsonArray {
    private JsonArray() {}

    public static String of(Collection<?> values) {
        return Json.write(new ArrayList<>(values));
    }
}
