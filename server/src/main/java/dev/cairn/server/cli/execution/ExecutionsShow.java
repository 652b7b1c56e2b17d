package dev.cairn.server.cli.execution;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import dev.cairn.server.cli.Shown;
import dev.cairn.server.cli.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "show",
        description = "Shows one run with its steps and artifacts.",
        footer = {"", "Example:", "  cairn executions show 0199f3c2-7d1a-7000-8c1f-3a5f8e1b2c4d"},
        mixinStandardHelpOptions = true)
final class ExecutionsShow extends ServerCommand {
    @Parameters(paramLabel = "ID", description = "the run")
    private String id = "";

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        JsonNode execution = api.get(new ApiClient.Path("workspaces", workspace(), "executions", id));
        List<JsonNode> steps = api.all("workspaces", workspace(), "executions", id, "steps");
        List<JsonNode> artifacts = api.all("workspaces", workspace(), "executions", id, "artifacts");
        if (json()) {
            ObjectNode whole = JsonMapper.shared().createObjectNode();
            whole.set("execution", execution);
            whole.set("steps", array(steps));
            whole.set("artifacts", array(artifacts));
            print(whole);
            return 0;
        }
        fields(execution);
        steps(steps);
        artifacts(artifacts);
        return 0;
    }

    private static ArrayNode array(List<JsonNode> nodes) {
        ArrayNode array = JsonMapper.shared().createArrayNode();
        nodes.forEach(array::add);
        return array;
    }

    private void fields(JsonNode execution) {
        field("id", execution.path("id").asString());
        field("name", execution.path("name").asString());
        field("command", execution.path("command").asString(""));
        field("directory", execution.path("workingDirectory").asString(""));
        String lost = execution.path("lost").asBoolean(false) ? " (its recorder stopped reporting)" : "";
        field("status", execution.path("status").asString() + lost);
        field(
                "exit code",
                execution.path("exitCode").isNull()
                        ? ""
                        : execution.path("exitCode").toString());
        field("error", execution.path("error").asString(""));
        field("created", Shown.time(execution, "createdAt"));
        field("started", Shown.time(execution, "startedAt"));
        field("completed", Shown.time(execution, "completedAt"));
        field("duration", ExecutionsLs.duration(execution));
        field("user", execution.path("user").asString(""));
        StringJoiner tags = new StringJoiner(", ");
        execution.path("tags").forEach(tag -> tags.add(tag.asString()));
        field("tags", tags.toString());
        execution
                .path("metadata")
                .properties()
                .forEach(member -> field("meta", pair(member.getKey(), member.getValue())));
        execution
                .path("environment")
                .properties()
                .forEach(member -> field("env", pair(member.getKey(), member.getValue())));
    }

    private static String pair(String key, JsonNode value) {
        return key + "=" + (value.isString() ? value.asString() : value.toString());
    }

    private void field(String name, String value) {
        if (!value.isEmpty()) {
            out().println("%-10s  %s".formatted(name, Shown.text(value)));
        }
    }

    private void steps(List<JsonNode> steps) {
        if (steps.isEmpty()) {
            return;
        }
        PrintWriter out = out();
        out.println();
        Table table = new Table(out, "STEP", "STATUS", "STARTED", "DURATION", "NAME", "ERROR*");
        for (JsonNode step : steps) {
            table.row(
                    step.path("index").toString(),
                    step.path("status").asString(),
                    Shown.time(step, "startedAt"),
                    ExecutionsLs.duration(step),
                    step.path("name").asString(),
                    step.path("error").asString(""));
        }
        table.print();
    }

    private void artifacts(List<JsonNode> artifacts) {
        if (!artifacts.isEmpty()) {
            out().println();
            ArtifactsCommand.table(out(), artifacts);
        }
    }
}
