package dev.cairn.server.cli.run;

import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.Limits;
import dev.cairn.server.cli.ClientCommand;
import dev.cairn.server.cli.Given;
import dev.cairn.server.cli.ServerOptions;
import dev.cairn.server.config.Configuration;
import dev.cairn.server.config.Sources;
import dev.cairn.server.run.RunOptions;
import dev.cairn.server.run.Runner;
import dev.cairn.server.run.Target;
import dev.cairn.server.run.Targets;
import dev.cairn.spi.StoreProviders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cairn run}. */
@Command(
        name = "run",
        description = {
            "Runs a command here and records it: output line by line, steps, files, and how it ended.",
            "",
            "The output is shown unchanged and the exit code is the command's own; 124 after --timeout, 130 after",
            "Ctrl-C, 127 when there is no such command. Without a server the record waits in a spool on this machine.",
            "",
            "Lines of standard output that begin with one of these words steer the record:",
            "  STEP_START:Name [key=value]...  a step begins; the one before it is complete. [stop_on_error=true] ends",
            "                                  the command when the step fails, [duration=SECONDS] is an estimate,",
            "                                  other attributes become metadata",
            "  STEP_COMPLETE:Name              the open step of that name is complete",
            "  STEP_ERROR:text                 the open step failed",
            "  ARTIFACT:path[:description]     keep this file, by its path from the working directory",
            "  META:key:value                  metadata of the open step, else of the run",
            "",
        },
        footer = {
            "",
            "Examples:",
            "  cairn run -- mvn -v",
            "  cairn run --name nightly --tag ci --timeout 30m -- bash build.sh",
            "  cairn run --embedded --meta commit=4f2c1a -- make test",
        },
        mixinStandardHelpOptions = true)
public final class RunCommand extends ClientCommand {
    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--name", paramLabel = "N", description = "what to call the run; default: the command")
    private @Nullable String name;

    @Option(names = "--tag", paramLabel = "T", description = "a tag; may be repeated")
    private List<String> tags = new ArrayList<>();

    @Option(names = "--meta", paramLabel = "KEY=VALUE", description = "metadata; may be repeated")
    private Map<String, String> metadata = new LinkedHashMap<>();

    @Option(names = "--user", paramLabel = "U", description = "who runs it; default: the user of this process")
    private @Nullable String user;

    @Option(names = "--timeout", paramLabel = "D", description = "end the command after so long, such as 90s, 10m, 2h")
    private @Nullable String timeout;

    @Option(
            names = "--embedded",
            description = "write to the store that CAIRN_BACKEND and its settings name, without a server")
    private boolean embedded;

    @Option(
            names = "--env-allow",
            paramLabel = "PATTERN",
            description =
                    "record these variables too, * stands for any text; may be repeated. Recorded anyway are a few "
                            + "of locale, path and CI systems. Values that look like secrets are masked")
    private List<String> environment = new ArrayList<>();

    @Option(
            names = "--artifact-retention-days",
            paramLabel = "N",
            description = "files may be removed after so many days; default: kept")
    private @Nullable Integer retentionDays;

    @Option(
            names = "--artifacts-from",
            paramLabel = "DIR",
            description = "also keep files from this directory; by default only from the working directory")
    private List<Path> artifactRoots = new ArrayList<>();

    @Option(
            names = "--artifact-limit",
            paramLabel = "SIZE",
            defaultValue = "512m",
            description = "the largest file to keep; default: ${DEFAULT-VALUE}")
    private String artifactLimit = "512m";

    @Mixin
    private SpoolOptions spool = new SpoolOptions();

    @Option(
            names = "--drain-timeout",
            paramLabel = "D",
            defaultValue = "10s",
            description =
                    "how long to wait at the end for a server that takes nothing (2s for one that never answered) before the rest stays in the "
                            + "spool; default: ${DEFAULT-VALUE}")
    private String drain = "10s";

    @Option(names = "--quiet", description = "do not print the closing line")
    private boolean quiet;

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "the command and its arguments")
    private List<String> command = new ArrayList<>();

    @Override
    protected int execute() throws InterruptedException {
        if (retentionDays != null && (retentionDays < 1 || retentionDays > Limits.RETENTION_DAYS)) {
            throw new InvalidArgument("artifact-retention-days", "must be 1 to " + Limits.RETENTION_DAYS);
        }
        String workspace = server.workspace();
        Configuration configuration =
                embedded ? Configuration.load(StoreProviders.load(), Sources.ofProcess(Map.of(), null)) : null;
        String target = configuration == null ? server.url() : Targets.embedded(configuration.backend());
        RunOptions options = new RunOptions(
                command,
                Given.text("name", name, Limits.NAME),
                Given.tags(tags),
                workspace,
                target,
                timeout == null ? null : Given.duration("timeout", timeout),
                EnvironmentChoice.of(System.getenv(), environment),
                Given.text("user", user == null ? System.getProperty("user.name") : user, Limits.USER),
                Given.metadata(metadata),
                retentionDays,
                artifactRoots,
                Given.bytes("artifact-limit", artifactLimit),
                spool.root(),
                Given.duration("drain-timeout", drain),
                quiet);
        Supplier<Target> targets = configuration == null
                ? () -> Targets.http(target, workspace)
                : () -> Targets.store(configuration.storeSettings(), workspace);
        return new Runner(options, targets, this::tell).run();
    }
}
