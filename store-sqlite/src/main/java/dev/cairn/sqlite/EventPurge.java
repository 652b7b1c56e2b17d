package dev.cairn.sqlite;

import dev.cairn.sql.base.JsonArray;
import java.util.List;

/** Removes the events of a workspace in steps: of one session after the other, from the last event backwards. */
final class EventPurge {
    private EventPurge() {}

    /** Removes up to {@code limit} events and heads of sessions; returns how many. */
    static int run(EventPurgeMapper mapper, String workspace, int limit) {
        int removed = 0;
        while (removed < limit) {
            String session = mapper.session(workspace);
            if (session == null) {
                break;
            }
            int most = limit - removed;
            List<Long> places = mapper.last(workspace, session, most + 1);
            if (places.size() > most) {
                mapper.delete(JsonArray.of(places.subList(0, most)));
                mapper.cut(workspace, session, places.get(most));
                removed = limit;
            } else {
                mapper.delete(JsonArray.of(places));
                mapper.deleteHead(workspace, session);
                removed += places.size() + 1;
            }
        }
        return removed;
    }
}
