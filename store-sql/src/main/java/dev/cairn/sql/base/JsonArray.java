package dev.cairn.sql.base;

import dev.cairn.model.Json;
import java.util.ArrayList;
import java.util.Collection;

/** Any number of texts as one parameter. */
public final class JsonArray {
    private JsonArray() {}

    public static String of(Collection<String> texts) {
        return Json.write(new ArrayList<>(texts));
    }
}
