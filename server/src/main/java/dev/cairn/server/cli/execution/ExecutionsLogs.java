package dev.cairn.server.cli.execution;

import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.Limits;
import dev.cairn.model.LogLevel;
import dev.cairn.model.LogStream;
import dev.cairn.model.Wire;
import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import dev.cairn.server.cli.StreamFollower;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "logs",
        description =
                "Prints the log of a run: the exact bytes that the command wrote, also of lines that are not UTF-8.",
        footer = {
            "",
            "Examples:",
            "  cairn executions logs -f 0199f3c2-7d1a-7000-8c1f-3a5f8e1b2c4d",
            "  cairn executions logs --tail 20 --level error -t 0199f3c2-7d1a-7000-8c1f-3a5f8e1b2c4d",
        },
        mixinStandardHelpOptions = true)
final class ExecutionsLogs extends ServerCommand {
    @Parameters(paramLabel = "ID", description = "the run")
    private String id = "";

    @Option(
            names = {"-f", "--follow"},
            description = "go on with new lines until the run is over; waits for a server that restarts")
    private boolean follow;

    @Option(names = "--tail", paramLabel = "N", description = "begin with the last N lines")
    private @Nullable Integer tail;

    @Option(names = "--step", paramLabel = "INDEX", description = "only lines of this step")
    private @Nullable Integer step;

    @Option(names = "--level", paramLabel = "L", description = "only lines of at least debug, info, warning or error")
    private @Nullable String level;

    @Option(names = "--stream", paramLabel = "S", description = "only stdout, stderr or system")
    private @Nullable String stream;

    @Option(names = "--text", paramLabel = "TEXT", description = "only lines with this text in them")
    private @Nullable String text;

    @Option(
            names = {"-t", "--timestamps"},
            description = "put the local time and the stream before each line")
    private boolean timestamps;

    @Option(names = "--as-text", description = "print U+FFFD for what is not UTF-8 instead of the exact bytes")
    private boolean asText;

    @Override
    protected int execute(ApiClient api) throws IOException, InterruptedException {
        if (tail != null && (tail < 1 || !follow && tail > Limits.MAX_PAGE)) {
            throw new InvalidArgument("tail", "must be 1 to " + Limits.MAX_PAGE);
        }
        LogPrinter printer = new LogPrinter(json(), timestamps, asText);
        if (follow) {
            new StreamFollower(api, this::stream, new StreamFollower.Items("log", "lines"), printer, this::tell)
                    .follow(0, tail);
            return 0;
        }
        if (tail != null) {
            page(api, filtered("logs").with("tail", tail)).forEach(printer::print);
        } else {
            long after = 0;
            for (JsonNode lines = page(api, after); !lines.isEmpty(); lines = page(api, after)) {
                lines.forEach(printer::print);
                after = lines.get(lines.size() - 1).path("sequence").asLong();
            }
        }
        printer.flush();
        return 0;
    }

    private JsonNode page(ApiClient api, long after) throws InterruptedException {
        return page(api, filtered("logs").with("after", after).with("limit", Limits.MAX_PAGE));
    }

    private static JsonNode page(ApiClient api, ApiClient.Path path) throws InterruptedException {
        return api.get(path).path("items");
    }

    private ApiClient.Path stream() {
        return filtered("logs", "stream");
    }

    private ApiClient.Path filtered(String... tailSegments) {
        String[] segments = new String[4 + tailSegments.length];
        segments[0] = "workspaces";
        segments[1] = workspace();
        segments[2] = "executions";
        segments[3] = id;
        System.arraycopy(tailSegments, 0, segments, 4, tailSegments.length);
        return new ApiClient.Path(segments)
                .with("step", step)
                .with("level", level == null ? null : Wire.name(Wire.parse(LogLevel.class, "level", level)))
                .with("stream", stream == null ? null : Wire.name(Wire.parse(LogStream.class, "stream", stream)))
                .with("text", text);
    }
}
