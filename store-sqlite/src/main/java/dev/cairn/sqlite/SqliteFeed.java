package dev.cairn.sqlite;

import dev.cairn.model.Position;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.FeedFilter;

/** The feed of one workspace. */
final class SqliteFeed implements ChangeFeed {
    private final SqliteStore store;
    private final WorkspaceId workspace;

    SqliteFeed(SqliteStore store, WorkspaceId workspace) {
        this.store = store;
        this.workspace = workspace;
    }

    @Override
    public Position head() {
        store.requireLive(workspace);
        return store.reader("feed.head", link -> store.feeds().head(link, workspace.value()));
    }

    @Override
    public ChangePage after(Position position, FeedFilter filter, int limit) {
        store.requireLive(workspace);
        return store.reader(
                "feed.after", link -> store.feeds().after(link, workspace.value(), position, filter, limit));
    }

    @Override
    public Subscription onCommit(Runnable nudge) {
        store.requireLive(workspace);
        return store.nudges().add(workspace, nudge);
    }
}
