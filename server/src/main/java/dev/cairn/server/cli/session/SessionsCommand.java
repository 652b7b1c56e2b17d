package dev.cairn.server.cli.session;

import picocli.CommandLine.Command;

/** {@code cairn sessions}. */
@Command(
        name = "sessions",
        description = "Looks at sessions of agents.",
        mixinStandardHelpOptions = true,
        subcommands = {SessionsLs.class, SessionsShow.class, SessionsEvents.class})
public final class SessionsCommand {}
