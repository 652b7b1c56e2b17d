package dev.cairn.server.cli.task;

import dev.cairn.model.JsonObject;
import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import dev.cairn.server.http.json.JsonIo;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The commands that end a task or an attempt. */
abstract class TasksEnd extends ServerCommand {
    @Parameters(paramLabel = "TASK", description = "its id")
    private String task = "";

    private final String verb;

    TasksEnd(String verb) {
        this.verb = verb;
    }

    /** Writes the members of the request. */
    abstract void members(JsonGenerator out);

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        Consumer<JsonGenerator> body = out -> {
            out.writeStartObject();
            members(out);
            out.writeEndObject();
        };
        JsonNode ended =
                api.post(new ApiClient.Path("workspaces", workspace(), "tasks", task, verb), JsonIo.text(body));
        if (json()) {
            print(ended);
            return 0;
        }
        out().println(task + " " + ended.path("task").path("status").asString());
        ended.path("ready").forEach(id -> out().println(id.asString() + " ready"));
        ended.path("cancelled").forEach(id -> out().println(id.asString() + " cancelled"));
        return 0;
    }

    @Command(
            name = "complete",
            description = "Ends a claimed task well.",
            footer = {"", "Example:", "  cairn tasks complete build --token 1 --result '{\"ok\":true}'"},
            mixinStandardHelpOptions = true)
    static final class Complete extends TasksEnd {
        @Option(names = "--token", paramLabel = "N", required = true, description = "of the claim")
        private long token;

        @Option(names = "--result", paramLabel = "JSON", description = "an object")
        private @Nullable String result;

        Complete() {
            super("complete");
        }

        @Override
        void members(JsonGenerator out) {
            out.writeNumberProperty("token", token);
            if (result != null) {
                out.writeName("result");
                out.writeRawValue(JsonObject.parse("result", result).text());
            }
        }
    }

    @Command(
            name = "fail",
            description = "Ends an attempt; the task is tried again unless that was the last.",
            footer = {"", "Example:", "  cairn tasks fail build --token 1 --error 'out of disk'"},
            mixinStandardHelpOptions = true)
    static final class Fail extends TasksEnd {
        @Option(names = "--token", paramLabel = "N", required = true, description = "of the claim")
        private long token;

        @Option(names = "--error", paramLabel = "TEXT", required = true, description = "why")
        private String error = "";

        @Option(names = "--final", description = "it is not tried again")
        private boolean last;

        Fail() {
            super("fail");
        }

        @Override
        void members(JsonGenerator out) {
            out.writeNumberProperty("token", token);
            out.writeStringProperty("error", error);
            out.writeBooleanProperty("retry", !last);
        }
    }

    @Command(
            name = "cancel",
            description = "Cancels a task that is not over, and all that waits behind it.",
            footer = {"", "Example:", "  cairn tasks cancel build --because 'not needed'"},
            mixinStandardHelpOptions = true)
    static final class Cancel extends TasksEnd {
        @Option(names = "--because", paramLabel = "TEXT", defaultValue = "", description = "why")
        private String reason = "";

        Cancel() {
            super("cancel");
        }

        @Override
        void members(JsonGenerator out) {
            out.writeStringProperty("reason", reason);
        }
    }
}
