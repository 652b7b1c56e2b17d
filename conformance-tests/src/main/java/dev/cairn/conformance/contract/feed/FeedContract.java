package dev.cairn.conformance.contract.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Position;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import dev.cairn.store.ChangeFeed.ChangePage;
import dev.cairn.store.FeedFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** FEED: what is told, page by page, and of deletions. */
public abstract class FeedContract extends Group {
    private static Change put(long revision, EntityKind kind, String root, String id, long version) {
        return new Change(revision, kind, root, id, ChangeOp.PUT, version);
    }

    @Test
    @Clause("FEED-1")
    @DisplayName("one transaction tells one change for each entity it wrote, the last, with the entity's version")
    void onePerEntity() throws Exception {
        BlobRef content = store().blobs().stage(ws(), bytes("x"), 10, now());
        Position before = store().feed(ws()).head();
        long revision = subject.change(tx -> {
            var first = Samples.execution("e", now());
            tx.executions().insert(first);
            tx.steps().insert(Samples.step("e", 2, now()));
            tx.logs().append("e", Samples.lines(now(), 3));
            tx.executions().update(Samples.renamed(first, "second"), 1);
            tx.logs().append("e", Samples.lines(now(), 2));
            tx.artifacts().insert(Samples.artifact("a", "e", content, now()));
            tx.executions().lease("e", now());
            tx.producers().advance("p", 0, 1, now());
        });
        assertThat(revision).isGreaterThan(before.revision());
        assertThat(settled(before))
                .containsExactlyInAnyOrder(
                        put(revision, EntityKind.EXECUTION, "e", "e", 2),
                        put(revision, EntityKind.STEP, "e", "2", 1),
                        put(revision, EntityKind.LOG, "e", "e", 5),
                        put(revision, EntityKind.ARTIFACT, "e", "a", 1));
    }

    @Test
    @Clause("FEED-1")
    @DisplayName("every kind of entity is told in the one feed, together where they were written together")
    void everyKind() throws Exception {
        BlobRef content = store().blobs().stage(ws(), bytes("x"), 10, now());
        Position start = store().feed(ws()).head();
        long revision = subject.change(tx -> {
            tx.executions().insert(Samples.execution("x", now()));
            tx.steps().insert(Samples.step("x", 0, now()));
            tx.logs().append("x", Samples.lines(now(), 2));
            tx.artifacts().insert(Samples.artifact("x", "x", content, now()));
            tx.sessions().insert(Samples.session("x", now()));
            tx.events().append("x", Samples.events(1, 2, now()));
            tx.state().put(List.of(new StateEntry(new StateOwner(StateScope.USER, "x"), "x", "1", now(), 1)));
            tx.memories().put(List.of(Samples.memory(Samples.memoryKey("x", "x"), 1, "1", now())), 1);
            tx.tasks().insert(List.of(Samples.task("x", 5, now())));
            tx.chain().append(AuditSeal.NONE, List.of(new AuditSeal(1, new AuditPlace(1, 0), "a".repeat(64))));
        });
        List<Change> told = settled(start);
        assertThat(told).extracting(Change::kind).containsExactlyInAnyOrder(EntityKind.values());
        assertThat(told).extracting(Change::revision).containsOnly(revision);
    }

    @Test
    @Clause("FEED-1")
    @DisplayName("a write that changes nothing has revision 0 and tells nothing")
    void nothingChanged() throws Exception {
        insert("e");
        Position before = store().feed(ws()).head();
        assertThat(subject.write(tx -> tx.executions().find("e").isPresent()).revision())
                .isZero();
        assertThat(settled(before)).isEmpty();
    }

    @Test
    @Clause("FEED-2")
    @DisplayName("the revision that a write returned is the one that the feed shows, and each is higher than the last")
    void risingRevisions() throws Exception {
        List<Long> returned = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String id = "e-" + i;
            returned.add(subject.change(tx -> tx.executions().insert(Samples.execution(id, now()))));
        }
        assertThat(returned).isSorted().doesNotHaveDuplicates();
        assertThat(returned.getFirst()).isPositive();
        assertThat(settled(Position.START)).extracting(Change::revision).containsExactlyElementsOf(returned);
        assertThat(store().feed(ws()).head().revision()).isGreaterThanOrEqualTo(returned.getLast());
    }

    @Test
    @Clause("FEED-3")
    @DisplayName("a page never splits a transaction, holds at least the limit, and following shows all once, ascending")
    void pages() throws Exception {
        int transactions = 12;
        int each = 5;
        for (int i = 0; i < transactions; i++) {
            int n = i;
            subject.change(tx -> {
                for (int k = 0; k < each; k++) {
                    tx.executions().insert(Samples.execution("e-" + n + "-" + k, now()));
                }
            });
        }
        List<Change> all = settled(Position.START);
        assertThat(all)
                .hasSize(transactions * each)
                .extracting(Change::revision)
                .isSorted();
        for (int limit : new int[] {1, 4, 5, 6, 13, 59, 60}) {
            List<Change> followed = new ArrayList<>();
            Position at = Position.START;
            while (followed.size() < all.size()) {
                ChangePage page = store().feed(ws()).after(at, FeedFilter.ALL, limit);
                int whole = Math.min(Math.ceilDiv(limit, each) * each, all.size() - followed.size());
                assertThat(page.changes().stream().filter(change -> change.id().startsWith("e-")))
                        .as("limit %d", limit)
                        .hasSize(whole);
                followed.addAll(page.changes().subList(0, whole));
                assertThat(page.next().revision())
                        .isGreaterThanOrEqualTo(followed.getLast().revision());
                at = page.next();
            }
            assertThat(followed).containsExactlyElementsOf(all);
        }
        for (Change change : all) {
            ChangePage rest = store().feed(ws()).after(Position.after(change.revision()), FeedFilter.ALL, 1000);
            assertThat(rest.changes())
                    .allSatisfy(later -> assertThat(later.revision()).isGreaterThan(change.revision()));
        }
    }

    @Test
    @Clause("FEED-5")
    @Clause("EXEC-8")
    @DisplayName("deleting an execution leaves one tombstone, which stands for everything under it")
    void tombstone() throws Exception {
        BlobRef content = store().blobs().stage(ws(), bytes("x"), 10, now());
        var execution = insert("e");
        subject.change(tx -> {
            tx.steps().insert(Samples.step("e", 0, now()));
            tx.logs().append("e", Samples.lines(now(), 4));
            tx.artifacts().insert(Samples.artifact("a", "e", content, now()));
            tx.executions().update(Samples.renamed(execution, "n"), 1);
        });
        Position before = store().feed(ws()).head();
        long revision = subject.change(tx -> {
            tx.logs().append("e", Samples.lines(now(), 1));
            tx.executions().delete("e");
        });
        assertThat(settled(before))
                .containsExactly(new Change(revision, EntityKind.EXECUTION, "e", "e", ChangeOp.DELETE, 2));
    }

    @Test
    @Clause("FEED-5")
    @DisplayName("deleting an artifact leaves its own tombstone under its execution")
    void artifactTombstone() throws IOException, InterruptedException {
        BlobRef content = store().blobs().stage(ws(), bytes("x"), 10, now());
        insert("e");
        subject.change(tx -> tx.artifacts().insert(Samples.artifact("a", "e", content, now())));
        Position before = store().feed(ws()).head();
        long revision = subject.change(tx -> tx.artifacts().delete("a"));
        assertThat(settled(before))
                .containsExactly(new Change(revision, EntityKind.ARTIFACT, "e", "a", ChangeOp.DELETE, 1));
    }

    @Test
    @Clause("FEED-5")
    @DisplayName("an execution deleted and made again under its id tells the deletion and then the new one")
    void madeAgain() throws Exception {
        insert("e");
        Position before = store().feed(ws()).head();
        subject.change(tx -> tx.executions().delete("e"));
        insert("e");
        assertThat(settled(before)).extracting(Change::op).containsExactly(ChangeOp.DELETE, ChangeOp.PUT);
    }
}
