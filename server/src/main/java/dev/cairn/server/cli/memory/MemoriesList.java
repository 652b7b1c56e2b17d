package dev.cairn.server.cli.memory;

import dev.cairn.model.MemoryType;
import dev.cairn.model.Wire;
import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.PageOptions;
import dev.cairn.server.cli.ServerCommand;
import dev.cairn.server.cli.Shown;
import dev.cairn.server.cli.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What lists of memories have in common. */
abstract class MemoriesList extends ServerCommand {
    @Option(names = "--type", paramLabel = "T", description = "only semantic, episodic or procedural ones")
    private @Nullable String type;

    @Option(names = "--key", paramLabel = "PATTERN", description = "only keys like this: * any text, ? one character")
    private @Nullable String key;

    @Option(names = "--fields", paramLabel = "JSON", description = "only with these members, such as {\"lang\":\"de\"}")
    private @Nullable String fields;

    @Mixin
    private PageOptions page = new PageOptions();

    final int list(ApiClient api, @Nullable String prefix, @Nullable String text) throws InterruptedException {
        ApiClient.Path list = new ApiClient.Path("workspaces", workspace(), "memories")
                .with("prefix", prefix)
                .with("type", type == null ? null : Wire.name(Wire.parse(MemoryType.class, "type", type)))
                .with("key", key)
                .with("fields", fields)
                .with("text", text);
        Table table = new Table(out(), "NAMESPACE", "KEY", "VERSION", "TYPE", "UPDATED", "VALUE*");
        return page.show(
                this,
                api,
                list,
                table,
                memory -> table.row(
                        memory.path("namespace").asString(),
                        memory.path("key").asString(),
                        memory.path("version").toString(),
                        memory.path("type").asString(),
                        Shown.time(Instant.parse(memory.path("updatedAt").asString())),
                        memory.path("value").toString()));
    }
}
