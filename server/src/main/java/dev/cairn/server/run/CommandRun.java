package dev.cairn.server.run;

import dev.cairn.model.LogStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The command while it runs: passes its output on byte for byte, hands a copy to the recording, and ends it on time, on a
 * signal or when a step says so.
 */
final class CommandRun {
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** How long output of processes that outlive the command is waited for. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static final int BUFFER = 64 * 1024;

    /** Takes output; must not throw. */
    interface Copy {
        void output(LogStream stream, ByteBuffer bytes);
    }

    private final ProcessTree tree;
    private final Copy copy;
    private @Nullable Ending ordered;
    private @Nullable Thread terminator;
    private volatile boolean over;

    private CommandRun(ProcessTree tree, Copy copy) {
        this.tree = tree;
        this.copy = copy;
    }

    static CommandRun start(List<String> command, Copy copy) throws IOException {
        return new CommandRun(ProcessTree.start(command, standardInputIsTerminal()), copy);
    }

    private static boolean standardInputIsTerminal() {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.ofNullable(System.console())
                    .map(Console::isTerminal)
                    .orElse(false);
        }
    }

    /** Ends the command for that reason; the first reason counts, a second call kills at once. */
    void order(Ending.Kind kind, String reason, String signal) {
        synchronized (this) {
            if (over) {
                return;
            }
            if (terminator != null) {
                if (kind == Ending.Kind.INTERRUPTED) {
                    terminator.interrupt();
                }
                return;
            }
            ordered = new Ending(kind, 0, reason);
            // a terminal has sent the signal to the whole foreground group already
            String first = signal.equals("INT") && !tree.ownGroup() ? "" : signal;
            terminator = Thread.ofPlatform().name("cairn-terminator").start(() -> terminate(first));
        }
    }

    private void terminate(String first) {
        try {
            boolean gone = !first.equals("TERM") && tree.terminate(first, GRACE.dividedBy(2));
            if (!gone && !tree.terminate("TERM", GRACE)) {
                tree.killNow();
            }
        } catch (InterruptedException e) {
            tree.killNow();
        }
    }

    /** Waits for the command, for its output and, if it was ended, for everything it started. */
    Ending await(@Nullable Duration timeout) throws InterruptedException {
        Process process = tree.process();
        Thread out = pump(process.getInputStream(), FileDescriptor.out, LogStream.STDOUT);
        Thread err = pump(process.getErrorStream(), FileDescriptor.err, LogStream.STDERR);
        if (timeout != null && !process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            order(Ending.Kind.TIMED_OUT, "timed out after " + text(timeout), "TERM");
        }
        int exitCode = process.waitFor();
        Thread terminating;
        synchronized (this) {
            terminating = terminator;
        }
        if (terminating != null) {
            terminating.join();
        }
        long until = System.nanoTime() + LINGER.toNanos();
        for (Thread pump : List.of(out, err)) {
            pump.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
        }
        synchronized (this) {
            over = true;
            return ordered == null
                    ? new Ending(Ending.Kind.EXITED, exitCode, null)
                    : new Ending(ordered.kind(), exitCode, ordered.reason());
        }
    }

    private Thread pump(InputStream from, FileDescriptor to, LogStream stream) {
        return Thread.ofPlatform()
                .daemon()
                .name("cairn-" + stream)
                .start(() -> pump(from, new FileOutputStream(to), stream));
    }

    private void pump(InputStream from, OutputStream to, LogStream stream) {
        byte[] buffer = new byte[BUFFER];
        try (from) {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                if (!over) {
                    copy.output(stream, ByteBuffer.wrap(buffer, 0, read));
                }
                if (!passOn(to, buffer, read)) {
                    // the reader of our output is gone: closing lets the command learn it as it would without us
                    return;
                }
            }
        } catch (IOException e) {
            // the process reaper closed the pipe after the command ended
            System.getLogger(CommandRun.class.getName()).log(System.Logger.Level.DEBUG, "output ended", e);
        }
    }

    private static boolean passOn(OutputStream to, byte[] bytes, int length) {
        try {
            to.write(bytes, 0, length);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static String text(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
