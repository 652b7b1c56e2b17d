package dev.cairn.server.cli.memory;

import picocli.CommandLine.Command;

/** {@code cairn memories}. */
@Command(
        name = "memories",
        description = "Looks at memories, puts and removes them.",
        mixinStandardHelpOptions = true,
        subcommands = {
            MemoriesLs.class,
            MemoriesSearch.class,
            MemoriesGet.class,
            MemoriesPut.class,
            MemoriesRm.class,
            MemoriesHistory.class,
            MemoriesNamespaces.class,
            MemoriesExport.class
        })
public final class MemoriesCommand {}
