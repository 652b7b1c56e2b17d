package dev.cairn.server.cli;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "history",
        description = "Lists the versions of a memory, newest first.",
        footer = {"", "Example:", "  cairn memories history user/alice theme"},
        mixinStandardHelpOptions = true)
final class MemoriesHistory extends MemoryCommand {
    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "how many; default: 50")
    private int limit = 50;

    @Option(names = "--cursor", paramLabel = "C", description = "go on where the page before ended")
    private @Nullable String cursor;

    @Override
    int execute(ApiClient api) throws InterruptedException {
        JsonNode page = api.get(path("history").with("limit", limit).with("cursor", cursor));
        if (json()) {
            print(page);
            return 0;
        }
        Table table = new Table(out(), "VERSION", "TIME", "TYPE", "VALUE*");
        for (JsonNode memory : page.path("items")) {
            table.row(
                    memory.path("version").toString(),
                    Shown.time(Instant.parse(memory.path("updatedAt").asString())),
                    memory.path("type").asString(),
                    memory.path("deleted").asBoolean(false)
                            ? "(deleted)"
                            : memory.path("value").toString());
        }
        table.print();
        if (page.path("next").isString()) {
            tell("there are more: --cursor " + page.path("next").asString());
        }
        return 0;
    }
}
