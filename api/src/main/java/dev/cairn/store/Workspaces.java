package dev.cairn.store;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.NotFound;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The workspaces of a store. Each call is its own transaction. */
public interface Workspaces {
    /**
     * @throws AlreadyExists kind {@code workspace}, also while one by that id is being deleted (WS-1)
     */
    void create(Workspace workspace);

    Optional<Workspace> find(WorkspaceId id);

    /** By id in byte order, strictly after {@code after}, those being deleted included; null from the first. */
    List<Workspace> list(@Nullable WorkspaceId after, int limit);

    /**
     * Marks the workspace as being deleted: from now on it answers nothing any more (WS-3). Marking it again changes
     * nothing.
     *
     * @throws NotFound kind {@code workspace}
     */
    void retire(WorkspaceId id);

    /**
     * Removes a part of what a retired workspace holds, in one short transaction, and at last the workspace itself.
     * May stop anywhere and go on in another process (WS-2).
     *
     * @param limit about how many rows to remove, 1 or more
     * @return true once nothing is left; also for an unknown workspace
     * @throws IllegalStateException when it has not been retired
     */
    boolean purge(WorkspaceId id, int limit);
}
