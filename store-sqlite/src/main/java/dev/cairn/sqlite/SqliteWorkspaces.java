package dev.cairn.sqlite;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.NotFound;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.sql.base.Micros;
import dev.cairn.sql.workspace.WorkspaceMapper;
import dev.cairn.store.Workspaces;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The workspaces of the store, and the exact set of the living ones: this process alone changes them. */
final class SqliteWorkspaces implements Workspaces {
    /** Memories have few versions or a hundred: so many are reckoned of each. */
    private static final int VERSIONS = 20;

    private final SqliteStore store;

    SqliteWorkspaces(SqliteStore store) {
        this.store = store;
    }

    @Override
    public void create(Workspace workspace) {
        String id = workspace.id().value();
        store.lane(
                "workspaces.create",
                link -> {
                    WorkspaceMapper mapper = link.mappers().workspaces();
                    // a revision of its own, so that positions of an earlier workspace of this name are not mistaken
                    long born = store.revisions().next();
                    if (mapper.insert(id, Micros.of(workspace.createdAt()), born) == 0) {
                        throw new AlreadyExists("workspace", id);
                    }
                    return workspace.id();
                },
                store.live()::add);
    }

    @Override
    public Optional<Workspace> find(WorkspaceId id) {
        return store.reader(
                "workspaces.find",
                link -> Optional.ofNullable(link.mappers().workspaces().find(id.value())));
    }

    @Override
    public List<Workspace> list(@Nullable WorkspaceId after, int limit) {
        String key = after == null ? "" : after.value();
        return store.reader(
                "workspaces.list", link -> link.mappers().workspaces().list(key, limit));
    }

    @Override
    public void retire(WorkspaceId id) {
        store.lane(
                "workspaces.retire",
                link -> {
                    if (link.mappers().workspaces().retire(id.value()) == 0) {
                        throw new NotFound("workspace", id.value());
                    }
                    return id;
                },
                store.live()::remove);
    }

    @Override
    public boolean purge(WorkspaceId id, int limit) {
        Optional<Workspace> found = find(id);
        if (found.isEmpty()) {
            return true;
        }
        if (!found.get().deleting()) {
            throw new IllegalStateException("workspace " + id + " has not been retired");
        }
        return store.<Integer>lane("workspaces.purge", link -> rows(link, id.value(), limit), count -> {}) == 0
                // what would be taken into the index is gone from the journal by now
                && store.index().purge(id.value(), limit) == 0
                && store.content().purge(id, limit)
                && store.<Integer>lane(
                                "workspaces.purge",
                                link -> link.mappers().workspaces().delete(id.value()),
                                count -> {})
                        >= 0;
    }

    /** Removes up to {@code limit} rows, what refers to others first. */
    private static int rows(Link link, String id, int limit) {
        WorkspaceMapper mapper = link.mappers().workspaces();
        List<ToIntFunction<Integer>> tables = List.of(
                n -> mapper.purgeSteps(id, n),
                n -> mapper.purgeLogs(id, n),
                n -> mapper.purgeArtifacts(id, n),
                n -> mapper.purgeTags(id, n),
                n -> mapper.purgeLeases(id, n),
                n -> mapper.purgeExecutions(id, n),
                n -> EventPurge.run(link.events(), id, n),
                n -> mapper.purgeSessions(id, n),
                n -> mapper.purgeState(id, n),
                n -> link.mappers().purgeMemories(id, Math.ceilDiv(n, VERSIONS)),
                n -> mapper.purgeEntries(id, n),
                n -> mapper.purgeSeals(id, n),
                n -> mapper.purgeDependencies(id, n),
                n -> mapper.purgeTasks(id, n),
                n -> mapper.purgeProducers(id, n),
                n -> mapper.purgeChanges(id, n),
                n -> link.journal().purge(id, n));
        int removed = 0;
        for (ToIntFunction<Integer> table : tables) {
            if (removed < limit) {
                removed += table.applyAsInt(limit - removed);
            }
        }
        return removed;
    }
}
