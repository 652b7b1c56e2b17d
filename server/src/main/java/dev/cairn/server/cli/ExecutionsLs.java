package dev.cairn.server.cli;

import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.Wire;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "how many; default: 50")
    private int limit = 50;

    @Option(names = "--cursor", paramLabel = "C", description = "go on where the page before ended")
    private @Nullable String cursor;

    @Override
    int execute(ApiClient api) throws InterruptedException {
        JsonNode page = api.get(new ApiClient.Path("workspaces", workspace(), "executions")
                .with("status", status == null ? null : Wire.name(Wire.parse(ExecutionStatus.class, "status", status)))
                .with("user", user)
                .with("tag", tag)
                .with("name", name)
                .with("from", since == null ? null : Given.since("since", since))
                .with("limit", limit)
                .with("cursor", cursor));
        if (json()) {
            print(page);
            return 0;
        }
        Table table = new Table(out(), "ID", "STATUS", "CREATED", "DURATION", "STEPS", "USER", "NAME*");
        for (JsonNode item : page.path("items")) {
            table.row(
                    item.path("id").asString(),
                    item.path("status").asString() + (item.path("lost").asBoolean(false) ? " (lost)" : ""),
                    Shown.time(Instant.parse(item.path("createdAt").asString())),
                    duration(item),
                    steps(item),
                    item.path("user").asString(""),
                    item.path("name").asString());
        }
        table.print();
        if (page.path("next").isString()) {
            tell("there are more: --cursor " + page.path("next").asString());
        }
        return 0;
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
