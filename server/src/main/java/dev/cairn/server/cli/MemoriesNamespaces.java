package dev.cairn.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "namespaces",
        description = "Lists namespaces and how many memories each holds.",
        footer = {"", "Example:", "  cairn memories namespaces user --depth 2"},
        mixinStandardHelpOptions = true)
final class MemoriesNamespaces extends ServerCommand {
    @Parameters(paramLabel = "NAMESPACE", arity = "0..1", description = "only below this one; default: all")
    private @Nullable String prefix;

    @Option(names = "--depth", paramLabel = "N", defaultValue = "1", description = "segments to show; default: 1")
    private int depth = 1;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "how many; default: 50")
    private int limit = 50;

    @Option(names = "--cursor", paramLabel = "C", description = "go on where the page before ended")
    private @Nullable String cursor;

    @Override
    int execute(ApiClient api) throws InterruptedException {
        JsonNode page = api.get(new ApiClient.Path("workspaces", workspace(), "memories", "namespaces")
                .with("prefix", prefix)
                .with("depth", depth)
                .with("limit", limit)
                .with("cursor", cursor));
        if (json()) {
            print(page);
            return 0;
        }
        Table table = new Table(out(), "NAMESPACE", "MEMORIES");
        for (JsonNode item : page.path("items")) {
            table.row(item.path("namespace").asString(), item.path("count").toString());
        }
        table.print();
        if (page.path("next").isString()) {
            tell("there are more: --cursor " + page.path("next").asString());
        }
        return 0;
    }
}
