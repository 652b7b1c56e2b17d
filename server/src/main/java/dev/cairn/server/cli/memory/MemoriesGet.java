package dev.cairn.server.cli.memory;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.Shown;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "get",
        description = "Prints the value of a memory.",
        footer = {
            "",
            "Examples:",
            "  cairn memories get user/alice theme",
            "  cairn memories get user/alice theme --version-number 2 --json"
        },
        mixinStandardHelpOptions = true)
final class MemoriesGet extends MemoryCommand {
    @Option(names = "--version-number", paramLabel = "N", description = "exactly this version; default: the newest")
    private @Nullable Long version;

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        JsonNode memory = api.get(path("entry").with("version", version));
        if (json()) {
            print(memory);
        } else if (memory.path("deleted").asBoolean(false)) {
            tell(name() + " was deleted with this version");
        } else {
            out().println(Shown.text(memory.path("value").toString()));
        }
        return 0;
    }
}
