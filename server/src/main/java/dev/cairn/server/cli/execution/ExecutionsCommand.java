package dev.cairn.server.cli.execution;

import picocli.CommandLine.Command;

/** {@code cairn executions}. */
@Command(
        name = "executions",
        aliases = "runs",
        description = "Looks at recorded runs.",
        mixinStandardHelpOptions = true,
        subcommands = {ExecutionsLs.class, ExecutionsShow.class, ExecutionsLogs.class})
public final class ExecutionsCommand {}
