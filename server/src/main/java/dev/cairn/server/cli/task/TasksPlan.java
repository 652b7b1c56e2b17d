package dev.cairn.server.cli.task;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import dev.cairn.server.http.json.JsonIo;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "plan",
        description =
                "Shows in which order tasks can be done, with all that they wait for: a line for what can be done at once.",
        footer = {"", "Example:", "  cairn tasks plan deploy"},
        mixinStandardHelpOptions = true)
final class TasksPlan extends ServerCommand {
    @Parameters(paramLabel = "TASK", arity = "1..*", description = "their ids")
    private List<String> tasks = new ArrayList<>();

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        String body = JsonIo.text(out -> {
            out.writeStartObject();
            out.writeArrayPropertyStart("tasks");
            tasks.forEach(out::writeString);
            out.writeEndArray();
            out.writeEndObject();
        });
        JsonNode plan = api.post(new ApiClient.Path("workspaces", workspace(), "task-plans"), body);
        if (json()) {
            print(plan);
            return 0;
        }
        int number = 0;
        for (JsonNode layer : plan.path("layers")) {
            number++;
            out().println(number + ": "
                    + String.join(
                            " ", layer.valueStream().map(JsonNode::asString).toList()));
        }
        return 0;
    }
}
