package dev.cairn.server.live;

import dev.cairn.model.WorkspaceId;
import dev.cairn.store.Store;
import java.util.HashMap;
import java.util.Map;

/** One {@link SharedFeed} per followed workspace, there as long as somebody follows. */
final class Feeds {
    private static final class Entry {
        private final SharedFeed feed;
        private int followers;

        Entry(SharedFeed feed) {
            this.feed = feed;
        }
    }

    /** A follower's hold on a feed. */
    record Lease(SharedFeed feed, Runnable release) implements AutoCloseable {
        @Override
        public void close() {
            release.run();
        }
    }

    private final Store store;
    private final Map<WorkspaceId, Entry> entries = new HashMap<>();

    Feeds(Store store) {
        this.store = store;
    }

    synchronized Lease follow(WorkspaceId workspace) {
        Entry entry = entries.computeIfAbsent(workspace, id -> new Entry(new SharedFeed(store.feed(id))));
        entry.followers++;
        return new Lease(entry.feed, () -> release(workspace, entry));
    }

    private synchronized void release(WorkspaceId workspace, Entry entry) {
        entry.followers--;
        if (entry.followers == 0) {
            entries.remove(workspace);
            entry.feed.close();
        }
    }
}
