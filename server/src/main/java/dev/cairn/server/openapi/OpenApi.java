package dev.cairn.server.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The description of the API: the source of routes, query parameters and media types. */
public final class OpenApi {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    private final byte[] text;
    private final JsonNode document;
    private final List<Operation> operations;

    private OpenApi(byte[] text, JsonNode document) {
        this.text = text;
        this.document = document;
        this.operations = List.copyOf(read(document));
    }

    /** The file in this jar. */
    public static OpenApi load() {
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml is not on the class path");
            }
            byte[] text = in.readAllBytes();
            return new OpenApi(text, YAMLMapper.shared().readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] text() {
        return text.clone();
    }

    public JsonNode document() {
        return document;
    }

    public List<Operation> operations() {
        return operations;
    }

    private static List<Operation> read(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .forEach(member -> operations.add(operation(
                                document, path.getKey(), path.getValue(), member.getKey(), member.getValue()))));
        return operations;
    }

    private static Operation operation(
            JsonNode document, String path, JsonNode item, String method, JsonNode operation) {
        Map<String, Boolean> query = new LinkedHashMap<>();
        for (JsonNode list : List.of(item.path("parameters"), operation.path("parameters"))) {
            for (JsonNode entry : list) {
                JsonNode parameter = resolve(document, entry);
                if (parameter.path("in").asString().equals("query")) {
                    boolean repeated =
                            parameter.path("schema").path("type").asString("").equals("array");
                    query.put(parameter.path("name").asString(), repeated);
                }
            }
        }
        Set<String> bodies = new LinkedHashSet<>();
        operation.path("requestBody").path("content").propertyNames().forEach(bodies::add);
        return new Operation(
                operation.path("operationId").asString(),
                method.toUpperCase(Locale.ROOT),
                path,
                Arrays.asList(path.substring(1).split("/", -1)),
                query,
                bodies);
    }

    private static JsonNode resolve(JsonNode document, JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : document.at(reference.asString().substring(1));
    }
}
