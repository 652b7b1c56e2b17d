package dev.cairn.server.cli.execution;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import dev.cairn.server.cli.Shown;
import dev.cairn.server.cli.Table;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code cairn artifacts}. */
@Command(
        name = "artifacts",
        description = "Lists and fetches files that runs left behind.",
        mixinStandardHelpOptions = true,
        subcommands = {ArtifactsCommand.Ls.class, ArtifactsCommand.Get.class})
public final class ArtifactsCommand {

    static void table(PrintWriter out, List<JsonNode> artifacts) {
        Table table = new Table(out, "ARTIFACT", "SIZE", "TYPE", "FILE", "DESCRIPTION*");
        for (JsonNode artifact : artifacts) {
            table.row(
                    artifact.path("id").asString(),
                    Shown.size(artifact.path("content").path("size").asLong()),
                    artifact.path("mimeType").asString(),
                    artifact.path("fileName").asString(),
                    artifact.path("description").asString(""));
        }
        table.print();
    }

    @Command(name = "ls", description = "Lists the artifacts of a run.", mixinStandardHelpOptions = true)
    static final class Ls extends ServerCommand {
        @Parameters(paramLabel = "EXECUTION", description = "the run")
        private String execution = "";

        @Override
        protected int execute(ApiClient api) throws InterruptedException {
            List<JsonNode> artifacts = api.all("workspaces", workspace(), "executions", execution, "artifacts");
            if (json()) {
                ObjectNode page = JsonMapper.shared().createObjectNode();
                ArrayNode items = page.putArray("items");
                artifacts.forEach(items::add);
                print(page);
            } else {
                table(out(), artifacts);
            }
            return 0;
        }
    }

    @Command(
            name = "get",
            description = "Writes the content of an artifact to standard output or a file.",
            footer = {"", "Example:", "  cairn artifacts get 3f0c... -o report.html"},
            mixinStandardHelpOptions = true)
    static final class Get extends ServerCommand {
        @Parameters(paramLabel = "ID", description = "the artifact")
        private String id = "";

        @Option(names = "-o", paramLabel = "FILE", description = "write it there")
        private @Nullable Path file;

        @Override
        protected int execute(ApiClient api) throws IOException, InterruptedException {
            ApiClient.Path path = new ApiClient.Path("workspaces", workspace(), "artifacts", id, "content");
            try (InputStream content = api.stream(path, "*/*")) {
                if (file == null) {
                    OutputStream out = new FileOutputStream(FileDescriptor.out);
                    content.transferTo(out);
                    out.flush();
                } else {
                    whole(content, file.toAbsolutePath());
                }
            }
            return 0;
        }

        /** A file is there whole or not at all. */
        private static void whole(InputStream content, Path target) throws IOException {
            Path part = Files.createTempFile(target.getParent(), ".cairn-", ".part");
            try {
                Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        }
    }
}
