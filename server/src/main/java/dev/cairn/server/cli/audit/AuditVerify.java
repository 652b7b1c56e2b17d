package dev.cairn.server.cli.audit;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "verify",
        description = "Computes the whole chain anew. Exits 3 where it is broken.",
        footer = {"", "Example:", "  cairn audit verify --head \"$(cat kept-head)\""},
        mixinStandardHelpOptions = true)
final class AuditVerify extends ServerCommand {
    private static final int BROKEN = 3;

    @Option(
            names = "--head",
            paramLabel = "SEQUENCE:HASH",
            description = "a head that was kept: shows that the chain was cut or made anew")
    private @Nullable String head;

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        JsonNode check =
                api.get(new ApiClient.Path("workspaces", workspace(), "audit", "verification").with("head", head));
        boolean holds = check.path("holds").asBoolean(false);
        if (json()) {
            print(check);
        } else if (holds) {
            out().println("sound: " + check.path("sealed") + " entries are sealed, " + check.path("unsealed")
                    + " not yet; head " + check.path("head").asString());
        } else {
            JsonNode broken = check.path("broken");
            tell("broken at " + broken.path("sequence") + " ("
                    + broken.path("fault").asString() + "): "
                    + broken.path("explanation").asString());
        }
        return holds ? 0 : BROKEN;
    }
}
