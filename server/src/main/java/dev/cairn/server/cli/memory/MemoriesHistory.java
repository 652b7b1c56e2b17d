package dev.cairn.server.cli.memory;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.PageOptions;
import dev.cairn.server.cli.Shown;
import dev.cairn.server.cli.Table;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "history",
        description = "Lists the versions of a memory, newest first.",
        footer = {"", "Example:", "  cairn memories history user/alice theme"},
        mixinStandardHelpOptions = true)
final class MemoriesHistory extends MemoryCommand {
    @Mixin
    private PageOptions page = new PageOptions();

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        ApiClient.Path list = path("history");
        Table table = new Table(out(), "VERSION", "TIME", "TYPE", "VALUE*");
        return page.show(
                this,
                api,
                list,
                table,
                memory -> table.row(
                        memory.path("version").toString(),
                        Shown.time(Instant.parse(memory.path("updatedAt").asString())),
                        memory.path("type").asString(),
                        memory.path("deleted").asBoolean(false)
                                ? "(deleted)"
                                : memory.path("value").toString()));
    }
}
