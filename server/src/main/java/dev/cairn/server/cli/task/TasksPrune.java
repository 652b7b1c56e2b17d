package dev.cairn.server.cli.task;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import dev.cairn.server.http.json.JsonIo;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "prune",
        description = "Removes tasks that have been over for long enough.",
        footer = {"", "Example:", "  cairn tasks prune --older-than-days 30 --status completed --dry-run"},
        mixinStandardHelpOptions = true)
final class TasksPrune extends ServerCommand {
    private static final long DAY = 86_400;

    @Option(names = "--older-than-days", paramLabel = "N", required = true, description = "over for so long")
    private int days;

    @Option(
            names = "--status",
            paramLabel = "S",
            description = "only completed, failed or cancelled ones; may be repeated")
    private List<String> statuses = new ArrayList<>();

    @Option(names = "--dry-run", description = "count only")
    private boolean dryRun;

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        String body = JsonIo.text(out -> {
            out.writeStartObject();
            out.writeNumberProperty("olderThanSeconds", days * DAY);
            if (!statuses.isEmpty()) {
                out.writeArrayPropertyStart("statuses");
                statuses.forEach(out::writeString);
                out.writeEndArray();
            }
            out.writeBooleanProperty("dryRun", dryRun);
            out.writeEndObject();
        });
        JsonNode pruned = api.post(new ApiClient.Path("workspaces", workspace(), "task-pruning"), body);
        if (json()) {
            print(pruned);
        } else {
            out().println((dryRun ? "would remove " : "removed ") + pruned.path("total"));
        }
        return 0;
    }
}
