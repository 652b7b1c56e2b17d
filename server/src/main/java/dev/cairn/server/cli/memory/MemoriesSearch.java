package dev.cairn.server.cli.memory;

import dev.cairn.server.cli.ApiClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "search",
        description = "Finds memories in which all these words occur, in the key or in a text of the value.",
        footer = {"", "Example:", "  cairn memories search dark mode --prefix user/alice"},
        mixinStandardHelpOptions = true)
final class MemoriesSearch extends MemoriesList {
    @Parameters(paramLabel = "WORD", arity = "1..*", description = "whole words, in any case")
    private String[] words = {};

    @Option(names = "--prefix", paramLabel = "NAMESPACE", description = "only of this one and below it")
    private @Nullable String prefix;

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        return list(api, prefix, String.join(" ", words));
    }
}
