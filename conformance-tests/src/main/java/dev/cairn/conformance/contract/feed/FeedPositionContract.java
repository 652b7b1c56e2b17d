package dev.cairn.conformance.contract.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.FeedCompacted;
import dev.cairn.model.Artifact;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import dev.cairn.model.Position;
import dev.cairn.store.ChangeFeed.Subscription;
import dev.cairn.store.FeedFilter;
import dev.cairn.store.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** FEED-6, FEED-8: positions that cannot be followed, compaction, nudges. */
public abstract class FeedPositionContract extends Group {
    @Test
    @Clause("FEED-6")
    @DisplayName("a position beyond the head or of another life of the store gets FeedCompacted")
    void foreignPositions() throws Exception {
        insert("e");
        settled(Position.START);
        Position head = store().feed(ws()).head();
        Position beyond = Position.after(head.revision() + 1_000_000);
        assertThat(catchThrowableOfType(
                        FeedCompacted.class, () -> store().feed(ws()).after(beyond, FeedFilter.ALL, 10)))
                .isNotNull();
        assertThat(head.epoch()).as("positions name the life of the store").isNotEmpty();
        Position foreign = new Position("x" + head.epoch(), 0, null);
        assertThat(catchThrowableOfType(
                        FeedCompacted.class, () -> store().feed(ws()).after(foreign, FeedFilter.ALL, 10)))
                .isNotNull();
        assertThat(Position.parse("position", head.token())).isEqualTo(head);
    }

    @Test
    @Clause("FEED-6")
    @DisplayName("compaction keeps the last change of every living entity; older positions get FeedCompacted")
    void compaction() throws Exception {
        var first = insert("changed");
        insert("gone");
        insert("kept");
        Position old = store().feed(ws()).head();
        subject.change(tx -> tx.executions().update(Samples.renamed(first, "2"), 1));
        subject.change(tx -> tx.executions().delete("gone"));
        long through =
                subject.change(tx -> tx.executions().update(Samples.renamed(Samples.renamed(first, "2"), "3"), 2));
        settled(Position.START);
        Position after = store().feed(ws()).head();
        long last = subject.change(tx -> tx.steps().insert(Samples.step("kept", 0, now())));
        assertThat(compactAll(through)).isPositive();
        assertThat(compactAll(through)).isZero();
        List<Change> living = settled(Position.START);
        assertThat(living)
                .extracting(change -> change.kind() + " " + change.id() + " " + change.op() + " " + change.version())
                .containsExactly("EXECUTION kept PUT 1", "EXECUTION changed PUT 3", "STEP 0 PUT 1");
        assertThat(living.getLast().revision()).isEqualTo(last);
        FeedCompacted compacted = catchThrowableOfType(
                FeedCompacted.class, () -> store().feed(ws()).after(old, FeedFilter.ALL, 10));
        assertThat(compacted).isNotNull();
        assertThat(compacted.oldest()).isBetween(old.revision() + 1, through);
        assertThat(settled(after)).extracting(Change::revision).containsExactly(last);
        assertThat(settled(Position.after(compacted.oldest())))
                .extracting(Change::revision)
                .contains(last)
                .doesNotHaveDuplicates();
    }

    private int compactAll(long through) {
        int dropped = 0;
        for (int i = 0; i < 100; i++) {
            int step = store().maintenance().compactFeed(ws(), through, 2);
            dropped += step;
            if (step < 2) {
                return dropped;
            }
        }
        throw new AssertionError("compaction never ends");
    }

    @Test
    @Clause("FEED-8")
    @DisplayName("a nudge follows a commit, to every subscriber, and none comes after its end")
    void nudges() throws Exception {
        AtomicInteger ended = new AtomicInteger();
        Subscription first = store().feed(ws()).onCommit(ended::incrementAndGet);
        CountDownLatch early = new CountDownLatch(1);
        Subscription second = store().feed(ws()).onCommit(early::countDown);
        insert("one");
        assertThat(early.await(Race.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Race.await("the first subscriber was nudged", () -> ended.get() > 0);
        first.close();
        first.close();
        int before = ended.get();
        CountDownLatch late = new CountDownLatch(3);
        Subscription third = store().feed(ws()).onCommit(late::countDown);
        for (int i = 0; late.getCount() > 0 && i < 1000; i++) {
            insert("more-" + i);
            late.await(20, TimeUnit.MILLISECONDS);
        }
        assertThat(late.getCount()).isZero();
        assertThat(ended.get()).isBetween(before, before + 1);
        second.close();
        third.close();
    }

    @Test
    @Clause("FEED-7")
    @DisplayName("following the feed from its start and reading what each change names ends at the store's own state")
    void rebuilt() throws Exception {
        BlobRef content = store().blobs().stage(ws(), bytes("x"), 10, now());
        Random random = new Random(17);
        for (int i = 0; i < 120; i++) {
            String id = "e-" + random.nextInt(6);
            String artifact = "a-" + i;
            int what = random.nextInt(8);
            subject.change(tx -> {
                Optional<Execution> present = tx.executions().find(id);
                if (present.isEmpty()) {
                    tx.executions().insert(Samples.execution(id, now()));
                } else if (what == 0) {
                    tx.executions().delete(id);
                } else if (what == 1) {
                    tx.steps()
                            .insert(Samples.step(
                                    id, tx.steps().list(id, -1, 1000).size(), now()));
                } else if (what == 2) {
                    tx.artifacts().insert(Samples.artifact(artifact, id, content, now()));
                } else if (what == 3) {
                    for (Artifact each : tx.artifacts().list(id, null, 1)) {
                        tx.artifacts().delete(each.id());
                    }
                } else if (what < 6) {
                    tx.logs().append(id, Samples.lines(now(), 2));
                } else {
                    tx.executions()
                            .update(
                                    Samples.renamed(present.get(), artifact),
                                    present.get().version());
                }
            });
        }
        Map<String, Object> rebuilt = new TreeMap<>();
        for (Change change : settled(Position.START)) {
            String key = change.rootId() + "/" + change.kind() + "/" + change.id();
            if (change.op() == ChangeOp.DELETE) {
                String gone = change.kind() == EntityKind.EXECUTION ? change.rootId() + "/" : key;
                rebuilt.keySet().removeIf(each -> each.startsWith(gone));
            } else {
                // nothing there: a later change will tell that it was deleted
                subject.read(view -> current(view, change)).ifPresent(state -> rebuilt.put(key, state));
            }
        }
        assertThat(rebuilt).isEqualTo(state()).isNotEmpty();
    }

    private static Optional<?> current(View view, Change change) {
        return switch (change.kind()) {
            case EXECUTION -> view.executions().find(change.id());
            case STEP -> view.steps().find(change.rootId(), Integer.parseInt(change.id()));
            case ARTIFACT -> view.artifacts().find(change.id());
            case LOG -> {
                List<LogLine> lines = view.logs().read(change.rootId(), LogQuery.ALL, 1000);
                yield lines.isEmpty() ? Optional.empty() : Optional.of(lines);
            }
            case SESSION, EVENT, STATE, MEMORY, TASK, AUDIT ->
                throw new AssertionError("this test writes no " + change.kind());
        };
    }

    private Map<String, Object> state() {
        return subject.read(view -> {
            Map<String, Object> all = new TreeMap<>();
            for (Execution each : view.executions().page(ExecutionFilter.ALL, null, 1000)) {
                String root = each.id() + "/";
                all.put(root + "EXECUTION/" + each.id(), each);
                view.steps().list(each.id(), -1, 1000).forEach(step -> all.put(root + "STEP/" + step.index(), step));
                view.artifacts().list(each.id(), null, 1000).forEach(a -> all.put(root + "ARTIFACT/" + a.id(), a));
                List<LogLine> lines = view.logs().read(each.id(), LogQuery.ALL, 1000);
                if (!lines.isEmpty()) {
                    all.put(root + "LOG/" + each.id(), lines);
                }
            }
            return all;
        });
    }
}
