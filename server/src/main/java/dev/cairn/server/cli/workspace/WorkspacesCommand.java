package dev.cairn.server.cli.workspace;

import dev.cairn.error.InvalidArgument;
import dev.cairn.model.Ids;
import dev.cairn.model.Json;
import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import dev.cairn.server.cli.Shown;
import dev.cairn.server.cli.Table;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code cairn workspaces}. */
@Command(
        name = "workspaces",
        description = "Lists, creates and deletes workspaces.",
        mixinStandardHelpOptions = true,
        subcommands = {WorkspacesCommand.Ls.class, WorkspacesCommand.Create.class, WorkspacesCommand.Delete.class})
public final class WorkspacesCommand {

    @Command(name = "ls", description = "Lists workspaces by id.", mixinStandardHelpOptions = true)
    static final class Ls extends ServerCommand {
        @Override
        protected int execute(ApiClient api) throws InterruptedException {
            List<JsonNode> workspaces = api.all("workspaces");
            if (json()) {
                ObjectNode page = JsonMapper.shared().createObjectNode();
                ArrayNode items = page.putArray("items");
                workspaces.forEach(items::add);
                print(page);
                return 0;
            }
            Table table = new Table(out(), "WORKSPACE", "CREATED", "STATE");
            for (JsonNode workspace : workspaces) {
                table.row(
                        workspace.path("id").asString(),
                        Shown.time(workspace, "createdAt"),
                        workspace.path("deleting").asBoolean(false) ? "deleting" : "");
            }
            table.print();
            return 0;
        }
    }

    @Command(name = "create", description = "Creates a workspace.", mixinStandardHelpOptions = true)
    static final class Create extends ServerCommand {
        @Parameters(paramLabel = "ID", description = "its id")
        private String id = "";

        @Override
        protected int execute(ApiClient api) throws InterruptedException {
            JsonNode created =
                    api.post(new ApiClient.Path("workspaces"), Json.write(Map.of("id", Ids.check("id", id))));
            if (json()) {
                print(created);
            } else {
                tell("workspace " + id + " created");
            }
            return 0;
        }
    }

    @Command(
            name = "delete",
            description = "Deletes a workspace and everything in it.",
            mixinStandardHelpOptions = true)
    static final class Delete extends ServerCommand {
        @Parameters(paramLabel = "ID", description = "its id")
        private String id = "";

        @Option(names = "--yes", description = "really")
        private boolean sure;

        @Override
        protected int execute(ApiClient api) throws InterruptedException {
            if (!sure) {
                throw new InvalidArgument("yes", "must be given: everything in workspace " + id + " will be gone");
            }
            api.delete(new ApiClient.Path("workspaces", Ids.check("id", id)));
            tell("workspace " + id + " deleted");
            return 0;
        }
    }
}
