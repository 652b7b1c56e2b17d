package dev.cairn.server.cli;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Which page of a list a command shows. */
public final class PageOptions {
    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "how many; default: 50")
    private int limit = 50;

    @Option(names = "--cursor", paramLabel = "C", description = "go on where the page before ended")
    private @Nullable String cursor;

    /**
     * Asks for the page and prints it: as JSON where the command was told so, else as a table.
     *
     * @param row adds an item to the table
     * @return the exit code
     */
    public int show(ServerCommand command, ApiClient api, ApiClient.Path list, Table table, Consumer<JsonNode> row)
            throws InterruptedException {
        JsonNode page = api.get(list.with("limit", limit).with("cursor", cursor));
        if (command.json()) {
            command.print(page);
            return 0;
        }
        page.path("items").forEach(row);
        table.print();
        if (page.path("next").isString()) {
            command.tell("there are more: --cursor " + page.path("next").asString());
        }
        return 0;
    }
}
