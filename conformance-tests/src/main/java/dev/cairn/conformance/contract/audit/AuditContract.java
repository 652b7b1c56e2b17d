package dev.cairn.conformance.contract.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.Subject;
import dev.cairn.model.Attribution;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.Change;
import dev.cairn.model.Position;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Capability;
import dev.cairn.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** AUDIT: entries, their transaction, isolation. */
public abstract class AuditContract extends AuditGroup {
    private static final String AWKWARD = "Zo\u00EB \"Q\" O'Neil\n\t\\ %_* \uD83E\uDEA8 \u007F";

    @Test
    @Clause("AUDIT-1")
    @Clause("KEY-2")
    @DisplayName(
            "each entity that a recorded transaction changed leaves one entry, its last change as the feed tells it, at"
                    + " the transaction's revision, with actor, reason, action and time as given")
    void entriesAreTheChanges() throws Exception {
        insert("old");
        Position before = subject.read(view -> view.position());
        Instant at = now();
        long revision = subject.change(tx -> {
            tx.audit().record(new Attribution("first", null), "kit.first", at);
            tx.executions().insert(Samples.execution("e", at));
            tx.steps().insert(Samples.step("e", 0, at));
            tx.logs().append("e", Samples.lines(at, 3));
            tx.executions().update(Samples.renamed(Samples.execution("e", at), "n"), 1);
            tx.executions().delete("old");
            tx.audit().record(new Attribution(AWKWARD, AWKWARD + "!"), "kit.second", at);
            tx.sessions().insert(Samples.session("e", at));
        });
        List<Change> told = settled(before).stream()
                .filter(change -> change.revision() == revision)
                .toList();
        assertThat(told).hasSize(5);
        List<AuditEntry> expected = new ArrayList<>();
        for (Change change : told) {
            expected.add(new AuditEntry(expected.size(), at, AWKWARD, AWKWARD + "!", "kit.second", change));
        }
        assertThat(entries()).isEqualTo(expected);
        for (AuditEntry entry : expected) {
            assertThat(find(entry.place())).contains(entry);
        }
        assertThat(find(new AuditPlace(revision, 5))).isEmpty();
        assertThat(find(new AuditPlace(revision - 1, 0))).isEmpty();
    }

    @Test
    @Clause("AUDIT-1")
    @Clause("TX-1")
    @Clause("TX-3")
    @DisplayName(
            "a transaction that is rolled back, changed nothing, or was not recorded leaves no entry; one is not seen"
                    + " before its commit")
    void onlyWhatIsCommitted() {
        assertThatThrownBy(() -> audited("ada", tx -> {
                    tx.executions().insert(Samples.execution("gone", now()));
                    tx.audit().record(new Attribution("ada", null), ACTION, now());
                    throw new IllegalArgumentException("rolled back");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(entries()).isEmpty();
        long nothing = audited("ada", tx -> tx.executions().find("gone"));
        assertThat(nothing).isZero();
        insert("unrecorded");
        assertThat(paged(AuditFilter.ALL, 10)).isEmpty();
        subject.change(tx -> {
            tx.audit().record(new Attribution("ada", null), ACTION, now());
            tx.executions().insert(Samples.execution("e", now()));
            assertThat(tx.audit().after(AuditPlace.START, 10)).isEmpty();
        });
        assertThat(entries()).extracting(entry -> entry.change().id()).containsExactly("e");
    }

    @Test
    @Clause("AUDIT-2")
    @DisplayName(
            "entries and chain stay as they are when their entities are changed and deleted, swept and forgotten by"
                    + " the feed")
    void appendOnly() throws Exception {
        auditedInsert("ada", "e");
        audited("bob", "cleanup", "kit.delete", tx -> tx.executions().delete("e"));
        List<AuditEntry> entries = entries();
        sealed(2);
        List<AuditSeal> seals = seals();
        insert("e");
        subject.change(tx -> tx.executions().delete("e"));
        space.retention().forgetProducers(java.time.Duration.ZERO);
        store().maintenance().compactFeed(ws(), store().feed(ws()).head().revision(), 1_000);
        assertThat(entries()).isEqualTo(entries).hasSize(2);
        assertThat(seals()).isEqualTo(seals).hasSize(2);
    }

    @Test
    @Clause("AUDIT-2")
    @Clause("NS-1")
    @Clause("WS-2")
    @DisplayName("entries and chain of another workspace are not seen, found or sealed, and go with their own")
    void isolation() throws Exception {
        WorkspaceId other = subject.newWorkspace();
        auditedInsert("ada", "mine");
        long theirs = subject.change(other, tx -> {
            tx.executions().insert(Samples.execution("theirs", now()));
            tx.audit().record(new Attribution("ada", null), ACTION, now());
        });
        sealed(1);
        assertThat(ids(entries())).containsExactly("mine");
        assertThat(ids(paged(AuditFilter.actor("ada"), 10))).containsExactly("mine");
        assertThat(ids(entries(store(), other))).containsExactly("theirs");
        // revisions of two workspaces may be the same
        assertThat(find(new AuditPlace(theirs, 0)).map(entry -> entry.change().id()))
                .isNotEqualTo(java.util.Optional.of("theirs"));
        assertThat(cairn.workspace(other).audit().head()).isEqualTo(AuditSeal.NONE);
        cairn.workspaces().delete(other);
        cairn.workspaces().create(other);
        assertThat(entries(store(), other)).isEmpty();
        assertThat(seals()).hasSize(1);
    }

    private static List<String> ids(List<AuditEntry> entries) {
        return entries.stream().map(entry -> entry.change().id()).toList();
    }

    @Test
    @Clause("AUDIT-2")
    @Clause("DUR-1")
    @DisplayName("entries and chain survive a reopen, and both go on where they stopped")
    void reopen() throws Exception {
        if (!subject.has(Capability.DURABLE)) {
            throw Subject.notApplicable("the store does not declare DURABLE and starts empty (CAP-1)");
        }
        StoreSettings database = subject.freshDatabase();
        WorkspaceId ws = new WorkspaceId("kept");
        @Nullable AuditSeal head = null;
        for (int life = 1; life <= 3; life++) {
            String id = "e-" + life;
            int count = life;
            try (Store store = subject.open(database)) {
                if (life == 1) {
                    store.workspaces().create(new Workspace(ws, now(), false));
                }
                var audit = dev.cairn.Cairn.over(store, subject.clock())
                        .workspace(ws)
                        .audit();
                assertThat(audit.verify(head).holds()).isTrue();
                Subject.write(store, ws, tx -> {
                    tx.executions().insert(Samples.execution(id, now()));
                    tx.audit().record(new Attribution("ada", null), ACTION, now());
                    return id;
                });
                dev.cairn.conformance.harness.Race.await("all is sealed", () -> {
                    audit.sealAll();
                    return audit.head().sequence() == count;
                });
                head = audit.head();
                assertThat(entries(store, ws)).hasSize(count);
            }
        }
    }
}
