package dev.cairn.server.live;

import dev.cairn.model.Change;
import dev.cairn.server.http.json.Encode;
import dev.cairn.store.ChangeFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What one connection follows. Opened on the request's thread, so that a wrong request still gets a proper answer. */
interface Follower {
    /** About how many changes one message holds at most. */
    int GATHERED = 64;

    /** Reads what it begins with. May throw any {@code StoreException}. */
    void open(SharedFeed feed) throws InterruptedException;

    /** Tells all until nothing more can be said, or nothing will ever follow. May throw what a store or the connection throws. */
    void follow(SharedFeed feed, Outlet out) throws Exception;

    /**
     * The changes of a page by revision, in order.
     *
     * @param position right after this revision
     */
    record Group(long revision, FeedCursor position, List<Change> changes) {
        /** @param from where the page began */
        static List<Group> of(FeedCursor from, ChangeFeed.ChangePage page, Predicate<Change> filter) {
            List<Group> groups = new ArrayList<>();
            List<Change> changes = page.changes();
            int start = 0;
            while (start < changes.size()) {
                long revision = changes.get(start).revision();
                int end = start;
                List<Change> kept = new ArrayList<>();
                while (end < changes.size() && changes.get(end).revision() == revision) {
                    if (!from.told(changes.get(end)) && filter.test(changes.get(end))) {
                        kept.add(changes.get(end));
                    }
                    end++;
                }
                if (!kept.isEmpty()) {
                    FeedCursor after = end == changes.size()
                            ? FeedCursor.at(page.next())
                            : FeedCursor.inside(from.base(), page, revision);
                    groups.add(new Group(revision, after, kept));
                }
                start = end;
            }
            return groups;
        }

        /** Neighbours together, so that a burst is few messages; each change still names its revision. */
        static List<Group> gathered(List<Group> groups) {
            List<Group> gathered = new ArrayList<>();
            for (Group group : groups) {
                Group before = gathered.isEmpty() ? null : gathered.getLast();
                if (before == null || before.changes().size() >= GATHERED) {
                    gathered.add(new Group(group.revision(), group.position(), new ArrayList<>(group.changes())));
                } else {
                    before.changes().addAll(group.changes());
                    gathered.set(gathered.size() - 1, new Group(group.revision(), group.position(), before.changes()));
                }
            }
            return gathered;
        }

        /** @param id the position as this kind of follower writes it */
        Event event(String id) {
            return Event.of("changes", id, out -> {
                out.writeStartObject();
                out.writeNumberProperty("revision", revision);
                out.writeStringProperty("position", id);
                Encode.list(out, "changes", changes, Encode::change);
                out.writeEndObject();
            });
        }
    }
}
