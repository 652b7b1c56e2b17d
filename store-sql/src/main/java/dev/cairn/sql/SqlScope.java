package dev.cairn.sql;

import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.ChangeSet;
import dev.cairn.spi.Recording;
import org.jspecify.annotations.Nullable;

/** What the roles of one transaction share: its workspace, its statements, its changes, what the audit
 * is to be told of them, and whether it still runs. */
final class SqlScope {
    private final Mappers mappers;
    private final WorkspaceId workspace;
    private final ChangeSet changes = new ChangeSet();
    private @Nullable Recording recording;
    private boolean ended;

    SqlScope(Mappers mappers, WorkspaceId workspace) {
        this.mappers = mappers;
        this.workspace = workspace;
    }

    String workspace() {
        return workspace.value();
    }

    /** @throws IllegalStateException after the closure returned (TX-7) */
    Mappers use() {
        if (ended) {
            throw new IllegalStateException("a view or transaction is valid only inside its closure");
        }
        return mappers;
    }

    ChangeSet changes() {
        return changes;
    }

    /** What the audit is to be told of the changes; null for nothing. */
    @Nullable
    Recording recording() {
        return recording;
    }

    void record(Recording wanted) {
        recording = wanted;
    }

    void end() {
        ended = true;
    }
}
