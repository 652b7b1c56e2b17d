package dev.cairn.server.cli.audit;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(
        name = "seal",
        description = "Seals now what can be sealed; the server does so by itself from time to time.",
        mixinStandardHelpOptions = true)
final class AuditSealNow extends ServerCommand {
    private static final int BATCH = 1_000;

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        long all = 0;
        JsonNode sealed;
        do {
            sealed = api.post(new ApiClient.Path("workspaces", workspace(), "audit", "seal").with("limit", BATCH));
            all += sealed.path("sealed").asLong(0);
        } while (sealed.path("sealed").asLong(0) == BATCH);
        if (json()) {
            print(sealed);
        } else {
            out().println(all + " entries sealed; head " + sealed.path("head").asString());
        }
        return 0;
    }
}
