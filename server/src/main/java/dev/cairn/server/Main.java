package dev.cairn.server;

import dev.cairn.server.cli.audit.AuditCommand;
import dev.cairn.server.cli.execution.ArtifactsCommand;
import dev.cairn.server.cli.execution.ExecutionsCommand;
import dev.cairn.server.cli.memory.MemoriesCommand;
import dev.cairn.server.cli.run.RunCommand;
import dev.cairn.server.cli.run.SpoolCommand;
import dev.cairn.server.cli.session.SessionsCommand;
import dev.cairn.server.cli.task.TasksCommand;
import dev.cairn.server.cli.workspace.WorkspacesCommand;
import dev.cairn.server.config.Version;
import dev.cairn.server.serve.ConfigCommand;
import dev.cairn.server.serve.RehearseCommand;
import dev.cairn.server.serve.ServeCommand;
import java.io.PrintWriter;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 done, 1 failed, 2 wrong usage or configuration; {@code run} passes its command's on,
 * {@code audit verify} exits 3 where the chain is broken. */
@Command(
        name = "cairn",
        description = "Records runs and the sessions of agents, over any storage backend.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ServeCommand.class,
            RehearseCommand.class,
            ConfigCommand.class,
            RunCommand.class,
            SpoolCommand.class,
            ExecutionsCommand.class,
            SessionsCommand.class,
            MemoriesCommand.class,
            AuditCommand.class,
            TasksCommand.class,
            ArtifactsCommand.class,
            WorkspacesCommand.class
        })
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The whole command line, ready to execute. */
    public static CommandLine commandLine() {
        CommandLine whole = new CommandLine(new Main());
        // what follows the command of `run` is the command's, whatever it looks like
        Objects.requireNonNull(whole.getSubcommands().get("run")).setStopAtPositional(true);
        return whole.setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::wrongUsage);
    }

    /** One line, like every start failure; the help is a flag away. */
    private static int wrongUsage(ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("cairn: " + String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ") + "; see "
                + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
