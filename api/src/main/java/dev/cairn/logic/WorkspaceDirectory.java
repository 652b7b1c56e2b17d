package dev.cairn.logic;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.NotFound;
import dev.cairn.model.Page;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.Store;
import dev.cairn.store.Workspaces;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates, lists and deletes workspaces. */
public final class WorkspaceDirectory {
    private static final int PURGE = 1_000;
    private static final int PAGE = 100;

    private final Workspaces workspaces;
    private final InstantSource clock;

    public WorkspaceDirectory(Store store, InstantSource clock) {
        this.workspaces = store.workspaces();
        this.clock = clock;
    }

    /** @throws AlreadyExists also while one by that id is being deleted (WS-1) */
    public Workspace create(WorkspaceId id) {
        Workspace workspace = new Workspace(id, clock.instant().truncatedTo(ChronoUnit.MICROS), false);
        workspaces.create(workspace);
        return workspace;
    }

    /** Creates the workspace unless it is there. */
    public Workspace ensure(WorkspaceId id) {
        Workspace present = workspaces.find(id).orElse(null);
        if (present != null && !present.deleting()) {
            return present;
        }
        try {
            return create(id);
        } catch (AlreadyExists e) {
            // another process was faster, or it is being deleted
            Workspace now = workspaces.find(id).orElseThrow(() -> e);
            if (now.deleting()) {
                throw e;
            }
            return now;
        }
    }

    /** @throws NotFound also for one that is being deleted (WS-3) */
    public Workspace get(WorkspaceId id) {
        return workspaces
                .find(id)
                .filter(workspace -> !workspace.deleting())
                .orElseThrow(() -> new NotFound("workspace", id.value()));
    }

    /** By id, those being deleted included. */
    public Page<Workspace> list(PageRequest request) {
        String after = Cursors.id(request.cursor());
        List<Workspace> found = workspaces.list(after == null ? null : new WorkspaceId(after), request.limit() + 1);
        return Pages.cut(
                found, request.limit(), workspace -> Cursors.of(workspace.id().value()), null);
    }

    /**
     * Removes the workspace and everything in it, in short steps. When this is cut short, {@link #resumeDeletions} goes
     * on (WS-2).
     *
     * @throws NotFound when there is none by that id
     */
    public void delete(WorkspaceId id) {
        workspaces.retire(id);
        purge(id);
    }

    /** Goes on with every deletion that was cut short; returns how many. */
    public int resumeDeletions() {
        int resumed = 0;
        @Nullable WorkspaceId after = null;
        List<Workspace> page = workspaces.list(after, PAGE);
        while (!page.isEmpty()) {
            for (Workspace workspace : page) {
                if (workspace.deleting()) {
                    purge(workspace.id());
                    resumed++;
                }
            }
            after = page.getLast().id();
            page = workspaces.list(after, PAGE);
        }
        return resumed;
    }

    private void purge(WorkspaceId id) {
        boolean gone = workspaces.purge(id, PURGE);
        while (!gone) {
            gone = workspaces.purge(id, PURGE);
        }
    }
}
