package dev.cairn.server.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cairn.server.openapi.OpenApi;
import dev.cairn.server.openapi.Operation;
import dev.cairn.server.openapi.PathTree;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds responses against openapi.yaml: status described, media type described, body valid. */
final class Contract {
    private static final OpenApi API = OpenApi.load();
    private static final PathTree TREE = new PathTree(API.operations());
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private Contract() {}

    static void check(String method, String target, HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        String path = target.replaceFirst("\\?.*", "");
        Operation operation =
                TREE.find(Arrays.asList(path.substring(1).split("/", -1))).get(method);
        if (operation == null) {
            assertThat(type).isEqualTo("application/problem+json");
            validate("#/components/schemas/Problem", problemSchema(), response);
            return;
        }
        JsonNode responses = API.document()
                .path("paths")
                .path(operation.path())
                .path(method.toLowerCase(Locale.ROOT))
                .path("responses");
        String status = Integer.toString(response.statusCode());
        JsonNode described = resolve(responses.has(status) ? responses.path(status) : responses.path("default"));
        JsonNode content = described.path("content");
        String name = operation.id() + " " + status;
        if (content.isEmpty()) {
            assertThat(response.body()).as(name).isEmpty();
            return;
        }
        boolean download = content.has("application/octet-stream");
        assertThat(download || content.has(type)).as(name + " has type " + type).isTrue();
        if ((type.equals("application/json") || type.endsWith("+json")) && !download) {
            validate(name + " " + type, content.path(type).path("schema"), response);
        }
    }

    private static JsonNode problemSchema() {
        return JsonMapper.shared().readTree("{\"$ref\":\"#/components/schemas/Problem\"}");
    }

    private static JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? API.document().at(node.path("$ref").asString().substring(1)) : node;
    }

    private static void validate(String name, JsonNode schema, HttpResponse<byte[]> response) {
        Schema compiled = SCHEMAS.computeIfAbsent(name, key -> {
            ObjectNode root = JsonMapper.shared().createObjectNode();
            root.set("allOf", JsonMapper.shared().createArrayNode().add(schema));
            root.set("components", API.document().path("components"));
            return REGISTRY.getSchema(root);
        });
        JsonNode body = JsonMapper.shared().readTree(response.body());
        List<com.networknt.schema.Error> errors = compiled.validate(body);
        assertThat(errors)
                .as(() -> name + " does not fit openapi.yaml: " + body)
                .isEmpty();
    }
}
