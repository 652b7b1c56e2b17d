package dev.cairn.server.cli;

import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** A command that asks a server. */
public abstract class ServerCommand extends ClientCommand {
    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--json", description = "print JSON, with times in UTC")
    private boolean json;

    /** Returns the exit code. */
    protected abstract int execute(ApiClient api) throws IOException, InterruptedException;

    @Override
    protected final int execute() throws IOException, InterruptedException {
        try (ApiClient api = new ApiClient(server.url(), server.behalf())) {
            int exitCode = execute(api);
            out().flush();
            return exitCode;
        }
    }

    /** Whether JSON was asked for. */
    protected final boolean json() {
        return json;
    }

    protected final String workspace() {
        return server.workspace();
    }

    /** As JSON, on one line. */
    protected final void print(JsonNode node) {
        out().println(node.toString());
    }
}
