package dev.cairn.server.cli;

/** An operation failed; the message is the one line that the caller sees. */
class CliFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    CliFailure(String message) {
        super(message.replaceAll("\\s*\\R\\s*", " "));
    }
}
