package dev.cairn.server.cli.run;

import dev.cairn.server.run.Leftovers;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where records wait for their server. */
final class SpoolOptions {
    @Option(
            names = "--spool",
            paramLabel = "DIR",
            description = "where records wait for the server (CAIRN_SPOOL, else $XDG_STATE_HOME/cairn/spool, else "
                    + "~/.local/state/cairn/spool)")
    private @Nullable Path directory;

    Path root() {
        if (directory != null) {
            return directory.toAbsolutePath();
        }
        String variable = System.getenv("CAIRN_SPOOL");
        return variable == null || variable.isEmpty()
                ? Leftovers.defaultRoot()
                : Path.of(variable).toAbsolutePath();
    }
}
