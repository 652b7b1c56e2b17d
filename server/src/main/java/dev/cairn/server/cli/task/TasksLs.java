package dev.cairn.server.cli.task;

import dev.cairn.model.TaskStatus;
import dev.cairn.model.Wire;
import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.PageOptions;
import dev.cairn.server.cli.ServerCommand;
import dev.cairn.server.cli.Shown;
import dev.cairn.server.cli.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private PageOptions page = new PageOptions();

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        ApiClient.Path list = new ApiClient.Path("workspaces", workspace(), "tasks")
                .with("status", status == null ? null : Wire.name(Wire.parse(TaskStatus.class, "status", status)))
                .with("type", type)
                .with("session", session)
                .with("parent", parent);
        Table table = new Table(out(), "ID", "STATUS", "CREATED", "PRIORITY", "ATTEMPTS", "WORKER", "TYPE*");
        return page.show(
                this,
                api,
                list,
                table,
                item -> table.row(
                        item.path("id").asString(),
                        item.path("status").asString(),
                        Shown.time(Instant.parse(item.path("createdAt").asString())),
                        item.path("priority").toString(),
                        item.path("attempts") + "/" + item.path("maxAttempts"),
                        item.path("worker").asString("-"),
                        item.path("type").asString()));
    }
}
