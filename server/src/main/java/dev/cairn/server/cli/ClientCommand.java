package dev.cairn.server.cli;

import dev.cairn.error.InvalidArgument;
import dev.cairn.error.StoreException;
import dev.cairn.server.config.ConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all client commands share: one line for an error, and the exit codes 0 done, 1 failed, 2 wrong usage. */
public abstract class ClientCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** Returns the exit code. */
    protected abstract int execute() throws IOException, InterruptedException;

    @Override
    public final Integer call() {
        try {
            return execute();
        } catch (InvalidArgument e) {
            return failed("--" + e.getMessage(), 2);
        } catch (ConfigException e) {
            return failed(String.valueOf(e.getMessage()), 2);
        } catch (CliFailure | StoreException e) {
            return failed(String.valueOf(e.getMessage()), 1);
        } catch (IOException e) {
            return failed(e.toString(), 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("interrupted", 1);
        }
    }

    private int failed(String line, int exitCode) {
        tell(line);
        return exitCode;
    }

    /** A line for people, on standard error. */
    protected final void tell(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("cairn: " + line);
        err.flush();
    }

    /** Standard output. */
    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
