package dev.cairn.server.live;

import dev.cairn.model.Position;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.FeedFilter;
import org.jspecify.annotations.Nullable;

/** Follows the feed of a workspace, with or without a snapshot before it. */
final class FeedFollower implements Follower {
    private final Snapshots snapshots;
    private final WorkspaceId workspace;
    private final FeedFilter filter;
    private final boolean withSnapshot;
    private FeedCursor position;
    private Snapshots.@Nullable OfWorkspace snapshot;
    private final boolean resumed;

    /** @param after null: from now on */
    FeedFollower(
            Snapshots snapshots,
            WorkspaceId workspace,
            FeedFilter filter,
            @Nullable FeedCursor after,
            boolean withSnapshot) {
        this.snapshots = snapshots;
        this.workspace = workspace;
        this.filter = filter;
        this.withSnapshot = withSnapshot;
        this.resumed = after != null;
        this.position = after == null ? FeedCursor.at(Position.START) : after;
    }

    @Override
    public void open(SharedFeed feed) throws InterruptedException {
        if (resumed) {
            feed.after(position.base());
        } else if (withSnapshot) {
            snapshot = snapshots.workspace(workspace);
            position = FeedCursor.at(snapshot.feed());
        } else {
            position = FeedCursor.at(snapshots.position(workspace));
        }
    }

    @Override
    public void follow(SharedFeed feed, Outlet out) throws Exception {
        if (snapshot != null && !out.send(Event.of("snapshot", snapshot.position(), snapshot::write))) {
            return;
        }
        while (out.open()) {
            SharedFeed.Read read = feed.after(position.base(), out.turn());
            if (!out.send(read.events(position, filter))) {
                return;
            }
            position = FeedCursor.at(read.page().next());
            if (!read.full() && !out.await(read)) {
                return;
            }
        }
    }
}
