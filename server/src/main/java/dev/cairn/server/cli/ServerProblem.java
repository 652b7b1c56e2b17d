package dev.cairn.server.cli;

/** The server said no. */
final class ServerProblem extends CliFailure {
    private static final long serialVersionUID = 1;

    private final int status;

    ServerProblem(int status, String detail) {
        super(detail);
        this.status = status;
    }

    /** Whether the same call may succeed later. */
    boolean passing() {
        return status >= 500 || status == 429;
    }
}
