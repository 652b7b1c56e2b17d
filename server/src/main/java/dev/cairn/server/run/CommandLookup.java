package dev.cairn.server.run;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds a command as a shell does, so that "not found" can be told apart from a command that exits with 127. */
final class CommandLookup {
    private CommandLookup() {}

    /** Null when it can be started; else why not, with the exit code of a shell. */
    static @Nullable Ending problem(String command, @Nullable String searchPath, Path directory) {
        boolean found = false;
        try {
            if (command.indexOf('/') >= 0 || command.indexOf(File.separatorChar) >= 0) {
                Path file = directory.resolve(command);
                if (executable(file)) {
                    return null;
                }
                found = Files.exists(file);
            } else if (!command.isEmpty()) {
                for (String part : (searchPath == null ? "/bin:/usr/bin" : searchPath).split(File.pathSeparator, -1)) {
                    Path file = directory.resolve(part.isEmpty() ? "." : part).resolve(command);
                    if (executable(file)) {
                        return null;
                    }
                    found |= Files.isRegularFile(file);
                }
            }
        } catch (InvalidPathException e) {
            found = false;
        }
        return found
                ? new Ending(Ending.Kind.NOT_STARTED, 126, "permission denied: " + command)
                : new Ending(Ending.Kind.NOT_STARTED, 127, "command not found: " + command);
    }

    private static boolean executable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
