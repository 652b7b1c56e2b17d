package dev.cairn.server.cli;

import dev.cairn.model.TaskStatus;
import dev.cairn.model.Wire;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "ls",
        description = "Lists tasks, newest first.",
        footer = {"", "Example:", "  cairn tasks ls --status blocked"},
        mixinStandardHelpOptions = true)
final class TasksLs extends ServerCommand {
    @Option(
            names = "--status",
            paramLabel = "S",
            description = "only pending, blocked, ready, running, completed, failed or cancelled ones")
    private @Nullable String status;

    @Option(names = "--type", paramLabel = "T", description = "only of this type")
    private @Nullable String type;

    @Option(names = "--session", paramLabel = "S", description = "only of this session")
    private @Nullable String session;

    @Option(names = "--parent", paramLabel = "P", description = "only children of this task")
    private @Nullable String parent;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "how many; default: 50")
    private int limit = 50;

    @Option(names = "--cursor", paramLabel = "C", description = "go on where the page before ended")
    private @Nullable String cursor;

    @Override
    int execute(ApiClient api) throws InterruptedException {
        JsonNode page = api.get(new ApiClient.Path("workspaces", workspace(), "tasks")
                .with("status", status == null ? null : Wire.name(Wire.parse(TaskStatus.class, "status", status)))
                .with("type", type)
                .with("session", session)
                .with("parent", parent)
                .with("limit", limit)
                .with("cursor", cursor));
        if (json()) {
            print(page);
            return 0;
        }
        Table table = new Table(out(), "ID", "STATUS", "CREATED", "PRIORITY", "ATTEMPTS", "WORKER", "TYPE*");
        for (JsonNode item : page.path("items")) {
            table.row(
                    item.path("id").asString(),
                    item.path("status").asString(),
                    Shown.time(Instant.parse(item.path("createdAt").asString())),
                    item.path("priority").toString(),
                    item.path("attempts") + "/" + item.path("maxAttempts"),
                    item.path("worker").asString("-"),
                    item.path("type").asString());
        }
        table.print();
        if (page.path("next").isString()) {
            tell("there are more: --cursor " + page.path("next").asString());
        }
        return 0;
    }
}
