package dev.cairn.memory;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.NotFound;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.Closures;
import dev.cairn.store.Workspaces;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The workspaces, by id. */
final class MemoryWorkspaces implements Workspaces {
    private final MemoryStore store;
    private final Closures closures;

    MemoryWorkspaces(MemoryStore store, Closures closures) {
        this.store = store;
        this.closures = closures;
    }

    @Override
    public void create(Workspace workspace) {
        closures.refuseInside("workspaces.create");
        if (store.all().putIfAbsent(workspace.id(), store.create(workspace)) != null) {
            throw new AlreadyExists("workspace", workspace.id().value());
        }
    }

    @Override
    public Optional<Workspace> find(WorkspaceId id) {
        return Optional.ofNullable(store.all().get(id)).map(MemoryWorkspace::workspace);
    }

    @Override
    public List<Workspace> list(@Nullable WorkspaceId after, int limit) {
        return (after == null ? store.all() : store.all().tailMap(after, false))
                .values().stream().limit(limit).map(MemoryWorkspace::workspace).toList();
    }

    @Override
    public void retire(WorkspaceId id) {
        closures.refuseInside("workspaces.retire");
        MemoryWorkspace workspace = store.all().get(id);
        if (workspace == null) {
            throw new NotFound("workspace", id.value());
        }
        workspace.retire();
    }

    /** Dropping the tables is one step, whatever they hold. */
    @Override
    public boolean purge(WorkspaceId id, int limit) {
        closures.refuseInside("workspaces.purge");
        MemoryWorkspace workspace = store.all().get(id);
        if (workspace == null) {
            return true;
        }
        if (!workspace.workspace().deleting()) {
            throw new IllegalStateException("workspace " + id + " has not been retired");
        }
        workspace.clear();
        store.all().remove(id, workspace);
        return true;
    }
}
