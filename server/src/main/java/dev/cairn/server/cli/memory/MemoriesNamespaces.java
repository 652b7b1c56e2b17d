package dev.cairn.server.cli.memory;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.PageOptions;
import dev.cairn.server.cli.ServerCommand;
import dev.cairn.server.cli.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "namespaces",
        description = "Lists namespaces and how many memories each holds.",
        footer = {"", "Example:", "  cairn memories namespaces user --depth 2"},
        mixinStandardHelpOptions = true)
final class MemoriesNamespaces extends ServerCommand {
    @Parameters(paramLabel = "NAMESPACE", arity = "0..1", description = "only below this one; default: all")
    private @Nullable String prefix;

    @Option(names = "--depth", paramLabel = "N", defaultValue = "1", description = "segments to show; default: 1")
    private int depth = 1;

    @Mixin
    private PageOptions page = new PageOptions();

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        ApiClient.Path list = new ApiClient.Path("workspaces", workspace(), "memories", "namespaces")
                .with("prefix", prefix)
                .with("depth", depth);
        Table table = new Table(out(), "NAMESPACE", "MEMORIES");
        return page.show(
                this,
                api,
                list,
                table,
                item -> table.row(
                        item.path("namespace").asString(), item.path("count").toString()));
    }
}
