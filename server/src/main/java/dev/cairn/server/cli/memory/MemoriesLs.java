package dev.cairn.server.cli.memory;

import dev.cairn.server.cli.ApiClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "ls",
        description = "Lists memories by namespace and key.",
        footer = {"", "Examples:", "  cairn memories ls", "  cairn memories ls user/alice --type semantic --key 'pref*'"
        },
        mixinStandardHelpOptions = true)
final class MemoriesLs extends MemoriesList {
    @Parameters(paramLabel = "NAMESPACE", arity = "0..1", description = "only of this one and below it; default: all")
    private @Nullable String prefix;

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        return list(api, prefix, null);
    }
}
