package dev.cairn.server.cli.audit;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.PageOptions;
import dev.cairn.server.cli.ServerCommand;
import dev.cairn.server.cli.Shown;
import dev.cairn.server.cli.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "ls",
        description = "Lists entries, newest first.",
        footer = {
            "",
            "Examples:",
            "  cairn audit ls --by ada --from 2026-01-01T00:00:00Z",
            "  cairn audit ls --root SESSION --kind event"
        },
        mixinStandardHelpOptions = true)
final class AuditLs extends ServerCommand {
    @Option(names = "--by", paramLabel = "A", description = "only of this actor")
    private @Nullable String by;

    @Option(names = "--action", paramLabel = "O", description = "only this operation, such as executions.create")
    private @Nullable String action;

    @Option(names = "--root", paramLabel = "ID", description = "only of this entity and what belongs to it")
    private @Nullable String root;

    @Option(names = "--kind", paramLabel = "K", description = "only entities of this kind; beside --root")
    private @Nullable String kind;

    @Option(names = "--entity", paramLabel = "ID", description = "only this entity; beside --kind")
    private @Nullable String entity;

    @Option(names = "--from", paramLabel = "T", description = "at or after, as 2026-01-31T00:00:00Z")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "T", description = "before")
    private @Nullable String to;

    @Mixin
    private PageOptions page = new PageOptions();

    @Override
    protected int execute(ApiClient api) throws InterruptedException {
        ApiClient.Path list = new ApiClient.Path("workspaces", workspace(), "audit")
                .with("actor", by)
                .with("action", action)
                .with("root", root)
                .with("kind", kind)
                .with("entity", entity)
                .with("from", from)
                .with("to", to);
        Table table = new Table(out(), "ENTRY", "TIME", "ACTOR", "ACTION", "OP", "KIND", "ENTITY", "REASON*");
        return page.show(this, api, list, table, item -> {
            String of = item.path("root").asString();
            String id = item.path("entity").asString();
            table.row(
                    item.path("id").asString(),
                    Shown.time(Instant.parse(item.path("time").asString())),
                    Shown.text(item.path("actor").asString()),
                    item.path("action").asString(),
                    item.path("op").asString(),
                    item.path("kind").asString(),
                    Shown.text(of.equals(id) ? id : of + " " + id),
                    Shown.text(item.path("reason").asString("-")));
        });
    }
}
