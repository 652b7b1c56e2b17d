package dev.cairn.server.cli.memory;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = "Prints memories with their embeddings, one JSON object per line.",
        footer = {"", "Example:", "  cairn memories export user/alice > alice.ndjson"},
        mixinStandardHelpOptions = true)
final class MemoriesExport extends ServerCommand {
    @Parameters(paramLabel = "NAMESPACE", arity = "0..1", description = "only of this one and below it; default: all")
    private @Nullable String prefix;

    @Override
    protected int execute(ApiClient api) throws IOException, InterruptedException {
        ApiClient.Path path =
                new ApiClient.Path("workspaces", workspace(), "memories", "export").with("prefix", prefix);
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(api.stream(path, "application/x-ndjson"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out().println(line);
            }
        }
        return 0;
    }
}
