package dev.cairn.server.run;

import dev.cairn.logic.IdMinter;
import dev.cairn.logic.Limits;
import dev.cairn.logic.execution.ExecutionPatch;
import dev.cairn.logic.execution.NewExecution;
import dev.cairn.logic.execution.Operation;
import dev.cairn.logic.execution.Secrets;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code cairn run}: runs a command here and records it there. The command matters more than its record. */
public final class Runner {
    static final int TIMED_OUT = 124;

    private final RunOptions options;
    private final Supplier<Target> targets;
    private final Consumer<String> report;
    private final String id = new IdMinter(InstantSource.system()).next();
    private final Path directory = Path.of("").toAbsolutePath();
    private final AtomicReference<String> caught = new AtomicReference<>("");
    private final CompletableFuture<CommandRun> started = new CompletableFuture<>();
    private volatile boolean finishing;
    private volatile boolean enough;

    /** @param report takes lines for the caller */
    public Runner(RunOptions options, Supplier<Target> targets, Consumer<String> report) {
        this.options = options;
        this.targets = targets;
        this.report = report;
    }

    /** Returns the exit code that the caller should see. */
    public int run() throws InterruptedException {
        Signals.handle(this::signalled);
        Instant created = Recording.now();
        Ending problem = CommandLookup.problem(options.command().getFirst(), System.getenv("PATH"), directory);
        Spool spool = spool(created);
        if (spool == null) {
            return unrecorded(problem);
        }
        try (Target target = targets.get()) {
            ArtifactFiles files = new ArtifactFiles(directory, roots(), spool.artifacts(), options.artifactLimit());
            // the markers are read by another thread, which may come before the command is known here
            Consumer<String> onStop = reason -> started.join().order(Ending.Kind.STOPPED, reason, "TERM");
            Recording recording =
                    new Recording(spool, target, operations(created, problem == null), files, onStop, report);
            recording.prepare();
            Ending ending = problem == null ? command(recording) : problem;
            finishing = true;
            if (problem != null) {
                report.accept(String.valueOf(problem.reason()));
                recording.start();
            }
            finish(spool, recording, ending, created);
            return exitCode(ending);
        }
    }

    private Ending command(Recording recording) throws InterruptedException {
        CommandRun command;
        try {
            command = CommandRun.start(options.command(), recording::output);
        } catch (IOException e) {
            recording.start();
            report.accept("the command cannot be started: " + e.getMessage());
            return new Ending(Ending.Kind.NOT_STARTED, 126, "cannot be started: " + e.getMessage());
        }
        started.complete(command);
        Thread leftovers = Thread.ofPlatform().daemon().name("cairn-leftovers").unstarted(() -> leftovers(recording));
        recording.start();
        leftovers.start();
        if (!caught.get().isEmpty()) {
            signalled(caught.get());
        }
        return command.await(options.timeout());
    }

    private void signalled(String signal) {
        caught.compareAndSet("", signal);
        enough = finishing;
        CommandRun command = started.getNow(null);
        if (command != null) {
            command.order(Ending.Kind.INTERRUPTED, "interrupted by SIG" + signal, signal);
        }
    }

    private void finish(Spool spool, Recording recording, Ending ending, Instant created) throws InterruptedException {
        boolean delivered =
                recording.end(ending, options.drain()) && recording.awaitDelivery(options.drain(), () -> enough);
        recording.stop();
        int refused = recording.deliverer().refusals();
        try {
            if (delivered) {
                spool.remove();
            } else {
                spool.force();
                spool.close();
            }
        } catch (IOException e) {
            report.accept("the spool " + spool.directory() + " could not be put away: " + e);
        }
        if (!delivered) {
            String trouble = recording.trouble();
            report.accept(
                    "not all of it is delivered to " + options.target() + (trouble == null ? "" : " (" + trouble + ")")
                            + "; the rest is kept in " + spool.directory()
                            + " and goes out with the next 'cairn run' or 'cairn spool deliver'");
        }
        if (refused > 0) {
            report.accept(refused + " batches were refused and are set aside in " + spool.rejected());
        }
        if (!options.quiet()) {
            long millis = Duration.between(created, Recording.now()).toMillis();
            report.accept("%s %s (exit code %d) after %d.%02ds"
                    .formatted(id, Wire.name(ending.status()), ending.exitCode(), millis / 1000, millis % 1000 / 10));
        }
    }

    private int exitCode(Ending ending) {
        return switch (ending.kind()) {
            case EXITED, NOT_STARTED -> ending.exitCode();
            case STOPPED, RECORDER_DIED -> ending.exitCode() == 0 ? 1 : ending.exitCode();
            case TIMED_OUT -> TIMED_OUT;
            case INTERRUPTED -> 128 + Signals.number(caught.get());
        };
    }

    private int unrecorded(@Nullable Ending problem) throws InterruptedException {
        if (problem != null) {
            report.accept(String.valueOf(problem.reason()));
            return problem.exitCode();
        }
        try {
            CommandRun command = CommandRun.start(options.command(), (stream, bytes) -> {});
            started.complete(command);
            return exitCode(command.await(options.timeout()));
        } catch (IOException e) {
            report.accept("the command cannot be started: " + e.getMessage());
            return 126;
        }
    }

    private @Nullable Spool spool(Instant created) {
        SpoolManifest manifest = new SpoolManifest(
                id,
                options.target(),
                options.workspace(),
                options.name() == null ? CommandText.of(options.command()) : options.name(),
                created,
                directory,
                options.retentionDays());
        Path root = root(options);
        try {
            return Spool.create(root, manifest);
        } catch (IOException e) {
            Path fallback = Path.of(System.getProperty("java.io.tmpdir"), "cairn-spool");
            try {
                Spool spool = Spool.create(fallback, manifest);
                report.accept("the spool cannot be kept in " + root + " (" + e + "), using " + fallback);
                return spool;
            } catch (IOException again) {
                report.accept("there is no place for the spool, the command runs unrecorded: " + e);
                return null;
            }
        }
    }

    private static Path root(RunOptions options) {
        return options.spoolRoot() == null ? Spool.defaultRoot() : options.spoolRoot();
    }

    private List<Path> roots() {
        List<Path> roots = new ArrayList<>(options.artifactRoots());
        roots.add(directory);
        return roots;
    }

    private List<Operation> operations(Instant created, boolean starts) {
        String command = CommandText.of(
                options.command().stream().map(Secrets::maskedText).toList());
        NewExecution execution = new NewExecution(
                id,
                options.name(),
                command.length() > Limits.COMMAND ? command.substring(0, Limits.COMMAND - 1) : command,
                directory.toString(),
                options.environment(),
                options.user(),
                options.tags(),
                options.metadata(),
                created,
                Recording.LEASE);
        List<Operation> operations = new ArrayList<>();
        operations.add(new Operation.CreateExecution(execution));
        if (starts) {
            operations.add(new Operation.ChangeExecution(
                    id, new ExecutionPatch(ExecutionStatus.RUNNING, null, null, null, null, null, Recording.now())));
        }
        return operations;
    }

    /** Once the server answers, what earlier runs could not deliver goes out beside this run; nobody waits for it. */
    private void leftovers(Recording recording) {
        try {
            while (!recording.deliverer().reached()) {
                Thread.sleep(100);
            }
            Leftovers.deliver(root(options), options.target(), report);
        } catch (IOException e) {
            report.accept("earlier spools could not be delivered: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
