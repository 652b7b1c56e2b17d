package dev.cairn.server.cli.task;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import dev.cairn.server.cli.Table;
import dev.cairn.server.http.json.JsonIo;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "claim",
        description = "Claims tasks that are ready; their tokens go with complete and fail.",
        footer = {"", "Example:", "  cairn tasks claim --worker me --wait 30"},
        mixinStandardHelpOptions = true)
final class TasksClaim extends ServerCommand {
    @Option(names = "--worker", paramLabel = "W", required = true, description = "who claims")
    private String worker = "";

    @Option(names = "--count", paramLabel = "N", defaultValue = "1", description = "how many at most; default: 1")
    private int count = 1;

    @Option(
            names = "--lease",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "how long they stay claimed; default: 300")
    private int lease = 300;

    @Option(names = "--type", paramLabel = "T", description = "only of this type")
    private @Nullable String type;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "wait for the first so long; at most 50")
    private int wait;

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        String body = JsonIo.text(out -> {
            out.writeStartObject();
            out.writeStringProperty("worker", worker);
            out.writeNumberProperty("count", count);
            out.writeNumberProperty("seconds", lease);
            out.writeStringProperty("type", type);
            out.writeNumberProperty("wait", Math.min(wait, 50));
            out.writeEndObject();
        });
        JsonNode claimed = api.post(new ApiClient.Path("workspaces", workspace(), "task-claims"), body);
        if (json()) {
            print(claimed);
        } else if (claimed.path("items").isEmpty()) {
            tell("nothing is ready");
        } else {
            Table table = new Table(out(), "ID", "TOKEN", "ATTEMPT", "TYPE", "INPUT*");
            for (JsonNode task : claimed.path("items")) {
                table.row(
                        task.path("id").asString(),
                        task.path("token").toString(),
                        task.path("attempts").toString(),
                        task.path("type").asString(),
                        task.path("input").toString());
            }
            table.print();
        }
        return claimed.path("items").isEmpty() ? 1 : 0;
    }
}
