package dev.cairn.server.http.route;

import dev.cairn.Cairn;
import dev.cairn.CairnWorkspace;
import dev.cairn.error.InvalidArgument;
import dev.cairn.model.Position;
import dev.cairn.server.http.Call;
import dev.cairn.server.http.Filters;
import dev.cairn.server.http.Query;
import dev.cairn.server.http.Routes;
import dev.cairn.server.http.json.Encode;
import dev.cairn.server.http.json.Values;
import dev.cairn.server.live.FeedCursor;
import dev.cairn.server.live.Snapshots;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.FeedFilter;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The change feed by request, and snapshots to follow it from. */
public final class ChangeRoutes implements Routes.Group {
    private static final BigDecimal LONGEST_WAIT = BigDecimal.valueOf(60);
    private static final int LIMIT = 100;

    private final Cairn cairn;
    private final Snapshots snapshots;

    @Inject
    public ChangeRoutes(Cairn cairn, Snapshots snapshots) {
        this.cairn = cairn;
        this.snapshots = snapshots;
    }

    @Override
    public void register(Routes routes) {
        routes.on("readChanges", this::read);
        routes.on("getSnapshot", call -> {
            CairnWorkspace workspace = call.workspace(cairn);
            String execution = call.query().text("execution");
            var snapshot = execution == null
                    ? snapshots.workspace(workspace.id())
                    : snapshots.execution(workspace.id(), execution);
            call.json(200, snapshot::write);
        });
    }

    private void read(Call call) {
        Query query = call.query();
        String after = query.text("after");
        FeedCursor position = after == null ? FeedCursor.at(Position.START) : FeedCursor.parse("after", after);
        FeedFilter filter = Filters.feed(query);
        Integer limit = query.integer("limit", 1, 1_000);
        Duration wait = wait(query.text("wait"));
        ChangeFeed.ChangePage page =
                call.workspace(cairn).changes().poll(position.base(), filter, limit == null ? LIMIT : limit, wait);
        call.json(200, out -> {
            out.writeStartObject();
            Encode.list(
                    out,
                    "changes",
                    page.changes().stream()
                            .filter(change -> !position.told(change))
                            .toList(),
                    Encode::change);
            out.writeStringProperty("position", page.next().token());
            out.writeEndObject();
        });
    }

    private static Duration wait(@Nullable String seconds) {
        if (seconds == null) {
            return Duration.ZERO;
        }
        try {
            if (seconds.length() > 12) {
                throw new NumberFormatException();
            }
            return Values.duration("wait", new BigDecimal(seconds), BigDecimal.ZERO, LONGEST_WAIT);
        } catch (NumberFormatException e) {
            throw new InvalidArgument("wait", "must be a number of seconds from 0 to " + LONGEST_WAIT);
        }
    }
}
