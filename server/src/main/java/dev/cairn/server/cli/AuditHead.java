package dev.cairn.server.cli;

import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(
        name = "head",
        description =
                "Prints the last link of the chain as SEQUENCE:HASH, to be kept elsewhere and given to verify later.",
        mixinStandardHelpOptions = true)
final class AuditHead extends ServerCommand {
    @Override
    int execute(ApiClient api) throws InterruptedException {
        JsonNode head = api.get(new ApiClient.Path("workspaces", workspace(), "audit", "head"));
        if (json()) {
            print(head);
        } else {
            out().println(head.path("head").asString());
        }
        return 0;
    }
}
