package dev.cairn.sql.base;

import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.ChangeSet;
import dev.cairn.spi.Recording;
import org.jspecify.annotations.Nullable;

/**
 * What the roles of one transaction share: its workspace, its changes, what the audit is to be told of them, and whether it
 * still runs. Used by one thread at a time.
 */
public final class SqlScope {
    private final WorkspaceId workspace;
    private final ChangeSet changes = new ChangeSet();
    private @Nullable Recording recording;
    private boolean ended;

    public SqlScope(WorkspaceId workspace) {
        this.workspace = workspace;
    }

    public String workspace() {
        return workspace.value();
    }

    /** @throws IllegalStateException after the closure returned (TX-7) */
    public void requireOpen() {
        if (ended) {
            throw new IllegalStateException("a view or transaction is valid only inside its closure");
        }
    }

    /**
     * The statements given, for use now. Every role asks so for its own before each use.
     *
     * @throws IllegalStateException after the closure returned (TX-7)
     */
    public <M> M use(M statements) {
        requireOpen();
        return statements;
    }

    public ChangeSet changes() {
        return changes;
    }

    /** What the audit is to be told of the changes; null for nothing. */
    public @Nullable Recording recording() {
        return recording;
    }

    public void record(Recording wanted) {
        recording = wanted;
    }

    /** From here on every use is refused (TX-7). */
    public void end() {
        ended = true;
    }
}
