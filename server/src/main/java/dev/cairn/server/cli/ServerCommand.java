package dev.cairn.server.cli;

import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** A command that asks a server. */
abstract class ServerCommand extends ClientCommand {
    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--json", description = "print JSON, with times in UTC")
    private boolean json;

    abstract int execute(ApiClient api) throws IOException, InterruptedException;

    @Override
    final int execute() throws IOException, InterruptedException {
        try (ApiClient api = new ApiClient(server.url(), server.behalf())) {
            int exitCode = execute(api);
            out().flush();
            return exitCode;
        }
    }

    final boolean json() {
        return json;
    }

    final String workspace() {
        return server.workspace();
    }

    final void print(JsonNode node) {
        out().println(node.toString());
    }
}
