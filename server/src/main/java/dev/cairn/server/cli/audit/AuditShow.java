package dev.cairn.server.cli.audit;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import dev.cairn.server.cli.Shown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "show",
        description = "Shows one entry, and the link of the chain that seals it.",
        footer = {"", "Example:", "  cairn audit show 4711-0"},
        mixinStandardHelpOptions = true)
final class AuditShow extends ServerCommand {
    @Parameters(paramLabel = "ENTRY", description = "its id, REVISION-ORDINAL")
    private String entry = "";

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        JsonNode found = api.get(new ApiClient.Path("workspaces", workspace(), "audit", "entries", entry));
        if (json()) {
            print(found);
            return 0;
        }
        found.properties().forEach(member -> {
            if (!member.getValue().isNull()) {
                out().println(member.getKey() + ": "
                        + Shown.text(member.getValue().asString()));
            }
        });
        if (found.path("sequence").isNull()) {
            tell("not sealed yet");
        }
        return 0;
    }
}
