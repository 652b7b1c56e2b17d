package dev.cairn.server.cli.session;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import dev.cairn.server.cli.Shown;
import dev.cairn.server.cli.StreamFollower;
import dev.cairn.server.cli.Table;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "events",
        description = "Shows the events of a session, the last ones unless told otherwise.",
        footer = {
            "",
            "Examples:",
            "  cairn sessions events ID",
            "  cairn sessions events ID --after 0 --limit 1000 --json",
            "  cairn sessions events ID -f"
        },
        mixinStandardHelpOptions = true)
final class SessionsEvents extends ServerCommand {
    @Parameters(paramLabel = "SESSION", description = "its id")
    private String session = "";

    @Option(names = "--after", paramLabel = "N", description = "from the one after this sequence on")
    private @Nullable Long after;

    @Option(
            names = {"-f", "--follow"},
            description = "go on with new events until the session is archived; waits for a server that restarts")
    private boolean follow;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "how many; default: 50")
    private int limit = 50;

    @Override
    protected int execute(ApiClient api) throws IOException, InterruptedException {
        if (follow) {
            new StreamFollower(api, this::stream, new StreamFollower.Items("events", "events"), lines(), this::tell)
                    .follow(after == null ? 0 : after, after == null ? limit : null);
            return 0;
        }
        JsonNode page = api.get(new ApiClient.Path("workspaces", workspace(), "sessions", session, "events")
                .with("after", after)
                .with("order", after == null ? "desc" : null)
                .with("limit", limit));
        if (json()) {
            print(page);
            return 0;
        }
        Table table = new Table(out(), "SEQ", "TIME", "TYPE", "ACTOR", "CONTENT*");
        int count = page.path("items").size();
        for (int i = 0; i < count; i++) {
            JsonNode event = page.path("items").get(after == null ? count - 1 - i : i);
            table.row(cells(event));
        }
        table.print();
        long last = page.path("lastSequence").asLong(0);
        if (after != null && page.path("next").isString()) {
            tell("there are more, up to " + last + ": --after "
                    + page.path("next").asString());
        } else if (count < last && after == null) {
            tell("the last " + count + " of " + last + "; from the first: --after 0");
        }
        return 0;
    }

    private static String[] cells(JsonNode event) {
        return new String[] {
            event.path("sequence").toString(),
            Shown.time(Instant.parse(event.path("time").asString())),
            event.path("type").asString() + (event.path("endsTurn").asBoolean(false) ? " (end of turn)" : ""),
            event.path("actor").asString(),
            event.path("content").toString()
        };
    }

    private ApiClient.Path stream() {
        return new ApiClient.Path("workspaces", workspace(), "sessions", session, "events", "stream");
    }

    /** A line for each event: what follows is not known, so that no column can be as wide as its widest. */
    private StreamFollower.Printer lines() {
        return new StreamFollower.Printer() {
            @Override
            public void print(JsonNode event) {
                out().println(json() ? event.toString() : String.join("  ", cells(event)));
            }

            @Override
            public void flush() {
                out().flush();
            }
        };
    }
}
