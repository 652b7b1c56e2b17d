package dev.cairn.conformance.contract;

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
import org.junit.jupiter.api.BeforeEach;

/** What the groups share: the subject of the test that runs, and the shortest ways to write and read. */
public abstract class Group {
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

    /** Every change after the position, page by page. */
    protected final List<Change> changesAfter(Position position) {
        return changesAfter(store(), ws(), position, 1000);
    }

    protected static List<Change> changesAfter(Store store, WorkspaceId ws, Position position, int limit) {
        List<Change> all = new ArrayList<>();
        Position at = position;
        while (true) {
            ChangePage page = store.feed(ws).after(at, FeedFilter.ALL, limit);
            all.addAll(page.changes());
            if (page.changes().isEmpty()) {
                return all;
            }
            at = page.next();
        }
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
