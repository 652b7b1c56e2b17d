package dev.cairn.server.cli.session;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import dev.cairn.server.cli.Shown;
import dev.cairn.server.cli.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "show",
        description = "Shows one session and the state that it sees.",
        footer = {"", "Example:", "  cairn sessions show 01a1ff18-557a-7000-a1e7-80ec16ff0605"},
        mixinStandardHelpOptions = true)
final class SessionsShow extends ServerCommand {
    private static final int KEYS = 200;

    @Parameters(paramLabel = "SESSION", description = "its id")
    private String session = "";

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        JsonNode found = api.get(new ApiClient.Path("workspaces", workspace(), "sessions", session));
        if (json()) {
            print(found);
            return 0;
        }
        found.properties().forEach(member -> {
            if (!member.getValue().isNull()) {
                out().println(member.getKey() + ": " + text(member.getValue()));
            }
        });
        JsonNode state = api.get(
                new ApiClient.Path("workspaces", workspace(), "sessions", session, "state").with("limit", KEYS));
        if (!state.path("items").isEmpty()) {
            out().println();
            Table table = new Table(out(), "KEY", "SCOPE", "VERSION", "VALUE*");
            for (JsonNode entry : state.path("items")) {
                table.row(
                        entry.path("key").asString(),
                        entry.path("scope").asString(),
                        entry.path("version").toString(),
                        entry.path("value").toString());
            }
            table.print();
        }
        if (state.path("next").isString()) {
            tell("only the first " + KEYS + " keys are shown");
        }
        return 0;
    }

    private static String text(JsonNode value) {
        return Shown.text(value.isString() ? value.asString() : value.toString());
    }
}
