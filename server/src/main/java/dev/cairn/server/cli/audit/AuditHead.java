package dev.cairn.server.cli.audit;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(
        name = "head",
        description =
                "Prints the last link of the chain as SEQUENCE:HASH, to be kept elsewhere and given to verify later.",
        mixinStandardHelpOptions = true)
final class AuditHead extends ServerCommand {
    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        JsonNode head = api.get(new ApiClient.Path("workspaces", workspace(), "audit", "head"));
        if (json()) {
            print(head);
        } else {
            out().println(head.path("head").asString());
        }
        return 0;
    }
}
