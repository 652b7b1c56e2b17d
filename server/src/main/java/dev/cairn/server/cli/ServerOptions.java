package dev.cairn.server.cli;

import dev.cairn.error.InvalidArgument;
import dev.cairn.model.Ids;
import dev.cairn.server.run.Targets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server and workspace a command is about. */
public final class ServerOptions {
    private static final String DEFAULT_URL = "http://127.0.0.1:8080";
    private static final String DEFAULT_WORKSPACE = "default";

    @Option(names = "--url", paramLabel = "URL", description = "the server (CAIRN_URL, else " + DEFAULT_URL + ")")
    private @Nullable String url;

    @Option(
            names = "--workspace",
            paramLabel = "W",
            description = "the workspace (CAIRN_WORKSPACE, else " + DEFAULT_WORKSPACE + ")")
    private @Nullable String workspace;

    @Option(
            names = "--actor",
            paramLabel = "A",
            description = "on whose behalf the command writes, for the audit (CAIRN_ACTOR, else nobody's)")
    private @Nullable String actor;

    @Option(names = "--reason", paramLabel = "R", description = "why it writes (CAIRN_REASON); beside --actor")
    private @Nullable String reason;

    /** Headers of writes, names and values in turn. */
    public List<String> behalf() {
        String who = given(actor, "CAIRN_ACTOR", "");
        String why = given(reason, "CAIRN_REASON", "");
        List<String> headers = new ArrayList<>(4);
        if (!who.isEmpty()) {
            headers.addAll(List.of("Cairn-Actor", who));
        }
        if (!why.isEmpty()) {
            headers.addAll(List.of("Cairn-Reason", why));
        }
        return headers;
    }

    /** @throws InvalidArgument when it is no URL */
    public String url() {
        return Targets.checkedUrl(given(url, "CAIRN_URL", DEFAULT_URL));
    }

    /** @throws InvalidArgument when it is no id */
    public String workspace() {
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
