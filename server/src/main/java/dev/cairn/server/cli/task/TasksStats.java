package dev.cairn.server.cli.task;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import dev.cairn.server.cli.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "stats",
        description = "Counts tasks by status.",
        footer = {"", "Example:", "  cairn tasks stats --parent release"},
        mixinStandardHelpOptions = true)
final class TasksStats extends ServerCommand {
    @Option(names = "--parent", paramLabel = "TASK", description = "only its children: how far it has come")
    private @Nullable String parent;

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        JsonNode counts =
                api.get(new ApiClient.Path("workspaces", workspace(), "task-statistics").with("parent", parent));
        if (json()) {
            print(counts);
            return 0;
        }
        Table table = new Table(out(), "STATUS", "TASKS*");
        counts.path("counts")
                .properties()
                .forEach(entry -> table.row(entry.getKey(), entry.getValue().toString()));
        table.row("all", counts.path("total").toString());
        table.print();
        return 0;
    }
}
