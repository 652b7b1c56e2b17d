package dev.cairn.server.cli;

/** An operation failed; the message is the one line that the caller sees. */
public class CliFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message shown as one line */
    public CliFailure(String message) {
        super(message.replaceAll("\\s*\\R\\s*", " "));
    }
}
