package dev.cairn.server.cli.execution;

import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.Wire;
import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.Given;
import dev.cairn.server.cli.PageOptions;
import dev.cairn.server.cli.ServerCommand;
import dev.cairn.server.cli.Shown;
import dev.cairn.server.cli.Table;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "ls",
        description = "Lists runs, newest first.",
        footer = {
            "",
            "Examples:",
            "  cairn executions ls --status failed --since 24h",
            "  cairn executions ls --tag nightly --limit 200 --json",
        },
        mixinStandardHelpOptions = true)
final class ExecutionsLs extends ServerCommand {
    @Option(
            names = "--status",
            paramLabel = "S",
            description = "only pending, running, completed, failed or cancelled ones")
    private @Nullable String status;

    @Option(names = "--user", paramLabel = "U", description = "only of this user")
    private @Nullable String user;

    @Option(names = "--tag", paramLabel = "T", description = "only with this tag")
    private @Nullable String tag;

    @Option(names = "--name", paramLabel = "TEXT", description = "only with this text in the name")
    private @Nullable String name;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "only created since this time (2026-01-31T12:00:00Z) or so long ago (2h, 7d)")
    private @Nullable String since;

    @Mixin
    private PageOptions page = new PageOptions();

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        ApiClient.Path list = new ApiClient.Path("workspaces", workspace(), "executions")
                .with("status", status == null ? null : Wire.name(Wire.parse(ExecutionStatus.class, "status", status)))
                .with("user", user)
                .with("tag", tag)
                .with("name", name)
                .with("from", since == null ? null : Given.since("since", since));
        Table table = new Table(out(), "ID", "STATUS", "CREATED", "DURATION", "STEPS", "USER", "NAME*");
        return page.show(
                this,
                api,
                list,
                table,
                item -> table.row(
                        item.path("id").asString(),
                        item.path("status").asString() + (item.path("lost").asBoolean(false) ? " (lost)" : ""),
                        Shown.time(Instant.parse(item.path("createdAt").asString())),
                        duration(item),
                        steps(item),
                        item.path("user").asString(""),
                        item.path("name").asString()));
    }

    static String duration(JsonNode item) {
        if (item.path("durationSeconds").isNumber()) {
            return Shown.duration(
                    Duration.ofMillis(Math.round(item.path("durationSeconds").asDouble() * 1000)));
        }
        boolean running = item.path("status").asString("").equals("running")
                && item.path("startedAt").isString();
        if (!running) {
            return "-";
        }
        Duration since = Duration.between(Instant.parse(item.path("startedAt").asString()), Instant.now());
        return Shown.duration(since.isNegative() ? Duration.ZERO : since);
    }

    private static String steps(JsonNode item) {
        int total = item.path("totalSteps").asInt(0);
        return total == 0 ? "-" : item.path("completedSteps").asInt(0) + "/" + total;
    }
}
