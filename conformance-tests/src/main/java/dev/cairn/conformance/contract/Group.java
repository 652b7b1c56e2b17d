package dev.cairn.conformance.contract;

import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.Subject;
import dev.cairn.model.Change;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.Position;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.ChangeFeed.ChangePage;
import dev.cairn.store.FeedFilter;
import dev.cairn.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;

/** What the groups share: the subject of the test that runs, and the shortest ways to write and read. */
public abstract class Group {
    private static final AtomicInteger MARKERS = new AtomicInteger();

    protected Subject subject;

    @BeforeEach
    final void take(Subject given) {
        subject = given;
    }

    protected final Store store() {
        return subject.store();
    }

    protected final WorkspaceId ws() {
        return subject.workspace();
    }

    protected final Instant now() {
        return subject.clock().instant();
    }

    /** Stores a plain execution. */
    protected final Execution insert(String id) {
        return insert(Samples.execution(id, now()));
    }

    protected final Execution insert(Execution execution) {
        subject.change(tx -> tx.executions().insert(execution));
        return execution;
    }

    protected final Execution get(String id) {
        return subject.read(view -> view.executions().find(id)).orElseThrow();
    }

    /** Ids of all executions of this test's workspace, in list order. */
    protected final List<String> ids() {
        return subject.read(view -> view.executions().page(ExecutionFilter.ALL, null, 10_000)).stream()
                .map(Execution::id)
                .toList();
    }

    /**
     * Every change after the position, up to a marker that is written now and then taken out again. Waiting for the
     * marker matters: a feed may show a commit later than it returned, but never out of order.
     */
    protected final List<Change> settled(Position position) throws InterruptedException {
        return settled(store(), ws(), position);
    }

    protected final List<Change> settled(Store store, WorkspaceId ws, Position position) throws InterruptedException {
        String marker = "marker-" + MARKERS.incrementAndGet();
        Subject.write(store, ws, tx -> {
            tx.executions().insert(Samples.execution(marker, now()));
            return marker;
        });
        List<Change> all = new ArrayList<>();
        Position[] at = {position};
        Race.await("the feed shows " + marker, () -> {
            ChangePage page = store.feed(ws).after(at[0], FeedFilter.ALL, 1000);
            all.addAll(page.changes());
            at[0] = page.next();
            return all.stream().anyMatch(change -> change.id().equals(marker));
        });
        Subject.write(store, ws, tx -> {
            tx.executions().delete(marker);
            return marker;
        });
        all.removeIf(change -> change.id().startsWith("marker-"));
        return all;
    }

    protected static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    protected static byte[] readAll(InputStream content) throws IOException {
        try (content) {
            return content.readAllBytes();
        }
    }
}
