package dev.cairn.server.cli;

import dev.cairn.error.InvalidArgument;
import dev.cairn.model.Ids;
import dev.cairn.server.run.Targets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server and workspace a command is about. */
final class ServerOptions {
    private static final String DEFAULT_URL = "http://127.0.0.1:8080";
    private static final String DEFAULT_WORKSPACE = "default";

    @Option(names = "--url", paramLabel = "URL", description = "the server (CAIRN_URL, else " + DEFAULT_URL + ")")
    private @Nullable String url;

    @Option(
            names = "--workspace",
            paramLabel = "W",
            description = "the workspace (CAIRN_WORKSPACE, else " + DEFAULT_WORKSPACE + ")")
    private @Nullable String workspace;

    /** @throws InvalidArgument when it is no URL */
    String url() {
        return Targets.checkedUrl(given(url, "CAIRN_URL", DEFAULT_URL));
    }

    /** @throws InvalidArgument when it is no id */
    String workspace() {
        return Ids.check("workspace", given(workspace, "CAIRN_WORKSPACE", DEFAULT_WORKSPACE));
    }

    private static String given(@Nullable String flag, String variable, String otherwise) {
        if (flag != null) {
            return flag;
        }
        String value = System.getenv(variable);
        return value == null || value.isEmpty() ? otherwise : value;
    }
}
