package dev.cairn.server.cli.memory;

import dev.cairn.model.Json;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Wire;
import dev.cairn.server.cli.ApiClient;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "put",
        description = "Puts the next version of a memory.",
        footer = {
            "",
            "Examples:",
            "  cairn memories put user/alice theme '{\"mode\":\"dark\"}'",
            "  cairn memories put session/1 note '\"brief\"' --type episodic --ttl 3600"
        },
        mixinStandardHelpOptions = true)
final class MemoriesPut extends MemoryCommand {
    @Parameters(index = "2", paramLabel = "JSON", description = "any JSON but null")
    private String value = "";

    @Option(names = "--type", paramLabel = "T", description = "semantic, episodic or procedural; default: as it is")
    private @Nullable String type;

    @Option(names = "--ttl", paramLabel = "SECONDS", description = "how long it lasts; default: for ever")
    private @Nullable Long seconds;

    @Option(names = "--expect", paramLabel = "N", description = "only where this version is there; 0: nothing live")
    private @Nullable Long expected;

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("value", Json.parse("value", value));
        if (type != null) {
            body.put("type", Wire.name(Wire.parse(MemoryType.class, "type", type)));
        }
        if (seconds != null) {
            body.put("ttlSeconds", seconds);
        }
        JsonNode put = api.put(path("entry"), Json.write(body), expected);
        if (json()) {
            print(put);
        } else {
            tell(name() + " has version " + put.path("version"));
        }
        return 0;
    }
}
