package dev.cairn.server.cli.task;

import dev.cairn.model.JsonObject;
import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import dev.cairn.server.http.json.JsonIo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "add",
        description = "Enqueues a task and prints its id.",
        footer = {"", "Example:", "  cairn tasks add deploy --after build --priority high --input '{\"to\":\"prod\"}'"},
        mixinStandardHelpOptions = true)
final class TasksAdd extends ServerCommand {
    @Parameters(paramLabel = "TYPE", description = "what kind of work it is")
    private String type = "";

    @Option(names = "--id", paramLabel = "ID", description = "default: minted")
    private @Nullable String id;

    @Option(names = "--key", paramLabel = "K", description = "makes adding it again harmless")
    private @Nullable String key;

    @Option(names = "--after", paramLabel = "TASK", description = "only after this one; may be repeated")
    private List<String> after = new ArrayList<>();

    @Option(
            names = "--priority",
            paramLabel = "P",
            description = "0 to 9, low, normal, high or critical; default: normal")
    private @Nullable String priority;

    @Option(names = "--parent", paramLabel = "TASK", description = "as a part of this one")
    private @Nullable String parent;

    @Option(names = "--session", paramLabel = "S", description = "as a part of this session")
    private @Nullable String session;

    @Option(names = "--input", paramLabel = "JSON", description = "an object")
    private @Nullable String input;

    @Option(names = "--attempts", paramLabel = "N", description = "how often it is tried; default: 3")
    private @Nullable Integer attempts;

    @Option(names = "--not-before", paramLabel = "TIME", description = "such as 2026-01-31T12:00:00Z")
    private @Nullable String notBefore;

    @Option(names = "--deadline", paramLabel = "TIME", description = "failed when it is not over by then")
    private @Nullable String deadline;

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        JsonObject parsed = input == null ? JsonObject.EMPTY : JsonObject.parse("input", input);
        String body = JsonIo.text(out -> {
            out.writeStartObject();
            out.writeStringProperty("type", type);
            out.writeStringProperty("id", id);
            out.writeStringProperty("key", key);
            out.writeStringProperty("source", "human");
            out.writeStringProperty("session", session);
            out.writeStringProperty("parent", parent);
            out.writeArrayPropertyStart("after");
            after.forEach(out::writeString);
            out.writeEndArray();
            if (priority != null && priority.matches("\\d{1,9}")) {
                out.writeNumberProperty("priority", Integer.parseInt(priority));
            } else {
                out.writeStringProperty("priority", priority);
            }
            out.writeName("input");
            out.writeRawValue(parsed.text());
            if (attempts != null) {
                out.writeNumberProperty("maxAttempts", attempts);
            }
            out.writeStringProperty("notBefore", notBefore);
            out.writeStringProperty("deadline", deadline);
            out.writeEndObject();
        });
        JsonNode task = api.post(new ApiClient.Path("workspaces", workspace(), "tasks"), body);
        if (json()) {
            print(task);
        } else {
            out().println(task.path("id").asString());
            tell(task.path("status").asString());
        }
        return 0;
    }
}
