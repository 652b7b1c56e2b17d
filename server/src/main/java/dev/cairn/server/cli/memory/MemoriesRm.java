package dev.cairn.server.cli.memory;

import dev.cairn.server.cli.ApiClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rm",
        description = "Deletes a memory; its versions stay for a while.",
        footer = {"", "Example:", "  cairn memories rm user/alice theme"},
        mixinStandardHelpOptions = true)
final class MemoriesRm extends MemoryCommand {
    @Option(names = "--expect", paramLabel = "N", description = "only where this version is there")
    private @Nullable Long expected;

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        api.delete(path("entry"), expected);
        tell(name() + " is deleted");
        return 0;
    }
}
