package dev.cairn.server.cli.task;

import picocli.CommandLine.Command;

/** {@code cairn tasks}. */
@Command(
        name = "tasks",
        description = "Looks at the queue of tasks, and works on it by hand.",
        mixinStandardHelpOptions = true,
        subcommands = {
            TasksLs.class,
            TasksShow.class,
            TasksAdd.class,
            TasksClaim.class,
            TasksEnd.Complete.class,
            TasksEnd.Fail.class,
            TasksEnd.Cancel.class,
            TasksPlan.class,
            TasksStats.class,
            TasksPrune.class
        })
public final class TasksCommand {}
