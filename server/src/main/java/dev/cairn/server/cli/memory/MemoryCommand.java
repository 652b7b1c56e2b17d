package dev.cairn.server.cli.memory;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import picocli.CommandLine.Parameters;

/** A command on one memory. */
abstract class MemoryCommand extends ServerCommand {
    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "such as user/alice")
    private String namespace = "";

    @Parameters(index = "1", paramLabel = "KEY", description = "its key there")
    private String key = "";

    final ApiClient.Path path(String part) {
        return new ApiClient.Path("workspaces", workspace(), "memories", part)
                .with("namespace", namespace)
                .with("key", key);
    }

    final String name() {
        return namespace + "/" + key;
    }
}
