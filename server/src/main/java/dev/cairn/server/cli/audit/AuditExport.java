package dev.cairn.server.cli.audit;

import dev.cairn.server.cli.ApiClient;
import dev.cairn.server.cli.ServerCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description = "Prints every sealed entry with its link, in the order of the chain, one JSON object per line.",
        footer = {"", "Example:", "  cairn audit export --after 1000 >> audit.ndjson"},
        mixinStandardHelpOptions = true)
final class AuditExport extends ServerCommand {
    @Option(names = "--after", paramLabel = "N", description = "only links after this sequence")
    private @Nullable Long after;

    @Override
    protected int execute(ApiClient api) throws IOException, InterruptedException {
        ApiClient.Path path = new ApiClient.Path("workspaces", workspace(), "audit", "export").with("after", after);
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(api.stream(path, "application/x-ndjson"), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                out().println(line);
                line = lines.readLine();
            }
        }
        return 0;
    }
}
