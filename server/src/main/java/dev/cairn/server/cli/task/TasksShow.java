package dev.cairn.server.cli.task;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import dev.cairn.server.cli.Shown;
import dev.cairn.server.cli.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "show",
        description = "Shows one task, and what it waits or waited for.",
        footer = {"", "Example:", "  cairn tasks show 01a1ff18-557a-7000-a1e7-80ec16ff0605"},
        mixinStandardHelpOptions = true)
final class TasksShow extends ServerCommand {
    @Parameters(paramLabel = "TASK", description = "its id")
    private String task = "";

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        JsonNode found = api.get(new ApiClient.Path("workspaces", workspace(), "tasks", task));
        if (json()) {
            print(found);
            return 0;
        }
        found.properties().forEach(member -> {
            if (!member.getValue().isNull() && !member.getKey().equals("after")) {
                out().println(member.getKey() + ": " + text(member.getValue()));
            }
        });
        if (!found.path("after").isEmpty()) {
            out().println();
            Table table = new Table(out(), "AFTER", "COMPLETED*");
            for (JsonNode prerequisite : found.path("after")) {
                table.row(
                        prerequisite.path("task").asString(),
                        prerequisite.path("completed").booleanValue() ? "yes" : "no");
            }
            table.print();
        }
        return 0;
    }

    private static String text(JsonNode value) {
        return Shown.text(value.isString() ? value.asString() : value.toString());
    }
}
