package dev.cairn.server.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The command and everything it started. Where {@code setsid} exists and standard input is no terminal, the command leads
 * a session and process group of its own, and signals go to the group as well as to every descendant; else, so that
 * job control and password prompts keep working, only to the descendants.
 */
final class ProcessTree {
    private static final long POLL_MILLIS = 50;

    private final Process process;
    private final boolean ownGroup;
    private final Set<ProcessHandle> known = new LinkedHashSet<>();

    private ProcessTree(Process process, boolean ownGroup) {
        this.process = process;
        this.ownGroup = ownGroup;
    }

    /** Starts the command in the caller's directory, with its environment and standard input. */
    static ProcessTree start(List<String> command, boolean terminal) throws IOException {
        boolean ownGroup = !terminal && Files.isExecutable(Path.of("/usr/bin/setsid"));
        List<String> whole = new ArrayList<>();
        if (ownGroup) {
            // never forks here, because a child of a JVM leads no group yet: the process id stays the command's
            whole.add("/usr/bin/setsid");
            whole.add("--");
        }
        whole.addAll(command);
        Process process = new ProcessBuilder(whole)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ProcessTree(process, ownGroup);
    }

    Process process() {
        return process;
    }

    boolean ownGroup() {
        return ownGroup;
    }

    /**
     * Sends the signal and waits until all are gone or the time is up.
     *
     * @param signal such as {@code TERM}; empty: they have got theirs already
     * @return whether all are gone
     */
    boolean terminate(String signal, Duration grace) throws InterruptedException {
        collect();
        if (!alive()) {
            return true;
        }
        if (!signal.isEmpty()) {
            send(signal);
        }
        long until = System.nanoTime() + grace.toNanos();
        while (alive() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            collect();
        }
        return !alive();
    }

    void killNow() {
        collect();
        try {
            send("KILL");
        } catch (InterruptedException e) {
            known.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }

    /** A child whose parent died is no descendant any more, so what was seen once is remembered. */
    private void collect() {
        known.add(process.toHandle());
        for (ProcessHandle handle : List.copyOf(known)) {
            handle.descendants().forEach(known::add);
        }
    }

    private boolean alive() throws InterruptedException {
        return known.stream().anyMatch(ProcessHandle::isAlive) || ownGroup && groupAlive();
    }

    /** Asks /proc, because a signal also reaches zombies that nobody has buried. */
    private boolean groupAlive() throws InterruptedException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path entry : entries) {
                if (inGroup(entry)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return kill("-0", "--", "-" + process.pid());
        }
    }

    private boolean inGroup(Path entry) {
        try {
            String stat = Files.readString(entry.resolve("stat"), StandardCharsets.ISO_8859_1);
            // pid (name) state ppid pgrp ...; the name may hold anything
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 4);
            return fields[2].equals(Long.toString(process.pid())) && !fields[0].equals("Z") && !fields[0].equals("X");
        } catch (IOException | IndexOutOfBoundsException e) {
            // it ended while we looked
            return false;
        }
    }

    private void send(String signal) throws InterruptedException {
        if (ownGroup) {
            kill("-s", signal, "--", "-" + process.pid());
        }
        List<String> arguments = new ArrayList<>(List.of("-s", signal, "--"));
        known.stream()
                .filter(handle -> !ownGroup || !handle.equals(process.toHandle()))
                .filter(ProcessHandle::isAlive)
                .forEach(handle -> arguments.add(Long.toString(handle.pid())));
        if (arguments.size() > 3) {
            kill(arguments.toArray(String[]::new));
        }
    }

    /** The shell's own kill, which is everywhere; Java's cannot address groups. True when at least one was reached. */
    private static boolean kill(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "kill \"$@\"", "kill"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
