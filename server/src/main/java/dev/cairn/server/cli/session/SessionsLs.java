package dev.cairn.server.cli.session;

import dev.cairn.model.SessionStatus;
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
        description = "Lists sessions, newest first.",
        footer = {"", "Example:", "  cairn sessions ls --user ada --status active"},
        mixinStandardHelpOptions = true)
final class SessionsLs extends ServerCommand {
    @Option(names = "--app", paramLabel = "A", description = "only of this application")
    private @Nullable String app;

    @Option(names = "--user", paramLabel = "U", description = "only of this user")
    private @Nullable String user;

    @Option(names = "--project", paramLabel = "P", description = "only of this project")
    private @Nullable String project;

    @Option(
            names = "--status",
            paramLabel = "S",
            description = "only created, active, paused, terminated or archived ones")
    private @Nullable String status;

    @Mixin
    private PageOptions page = new PageOptions();

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        ApiClient.Path list = new ApiClient.Path("workspaces", workspace(), "sessions")
                .with("app", app)
                .with("user", user)
                .with("project", project)
                .with("status", status == null ? null : Wire.name(Wire.parse(SessionStatus.class, "status", status)));
        Table table = new Table(out(), "ID", "STATUS", "CREATED", "USER", "PROJECT", "APP*");
        return page.show(
                this,
                api,
                list,
                table,
                item -> table.row(
                        item.path("id").asString(),
                        item.path("status").asString(),
                        Shown.time(Instant.parse(item.path("createdAt").asString())),
                        item.path("user").asString(),
                        item.path("project").asString("-"),
                        item.path("app").asString()));
    }
}
