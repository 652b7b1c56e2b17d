package dev.cairn.memory;

import dev.cairn.error.FeedCompacted;
import dev.cairn.error.InvalidArgument;
import dev.cairn.model.Change;
import dev.cairn.model.Position;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.FeedFloor;
import dev.cairn.spi.Nudges;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.FeedFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The feed of one workspace: its changes by revision, which are minted in commit order under the writers' lock. */
final class MemoryFeed implements ChangeFeed {
    private final MemoryStore store;
    private final WorkspaceId workspace;
    private final Nudges nudges;

    MemoryFeed(MemoryStore store, WorkspaceId workspace, Nudges nudges) {
        this.store = store;
        this.workspace = workspace;
        this.nudges = nudges;
    }

    @Override
    public Position head() {
        MemoryWorkspace source = store.require(workspace);
        return source.position(source.tables());
    }

    @Override
    public ChangePage after(Position position, FeedFilter filter, int limit) {
        MemoryWorkspace source = store.require(workspace);
        Tables tables = source.tables();
        check(position, tables);
        List<Change> found = new ArrayList<>();
        for (Map.Entry<Long, List<Change>> commit :
                tables.feed.byRevision().tailMap(position.revision(), false).entrySet()) {
            commit.getValue().stream().filter(filter::matches).forEach(found::add);
            if (found.size() >= limit) {
                Position next = new Position(source.position(tables).epoch(), commit.getKey(), null);
                return new ChangePage(found, FeedFloor.reached(position, next, tables.feed.compacted()));
            }
        }
        return new ChangePage(found, source.position(tables));
    }

    private void check(Position position, Tables tables) {
        if (FeedFloor.unmarked(position).seen() != null) {
            throw new InvalidArgument("position", "was not given out by the memory backend");
        }
        boolean compacted = !FeedFloor.allows(position, tables.feed.compacted());
        if (!store.mine(position) || position.revision() > tables.head || compacted) {
            throw new FeedCompacted(tables.feed.compacted());
        }
    }

    @Override
    public Subscription onCommit(Runnable nudge) {
        store.requireOpen();
        return nudges.add(workspace, nudge);
    }
}
