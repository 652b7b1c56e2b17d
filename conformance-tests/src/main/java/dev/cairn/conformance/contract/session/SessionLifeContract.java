package dev.cairn.conformance.contract.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.Subject;
import dev.cairn.conformance.harness.TestClock;
import dev.cairn.error.NotFound;
import dev.cairn.model.Change;
import dev.cairn.model.EntityKind;
import dev.cairn.model.EventHead;
import dev.cairn.model.EventQuery;
import dev.cairn.model.Position;
import dev.cairn.model.Session;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.SessionFilter;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.model.WriterLease;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Capability;
import dev.cairn.store.FeedFilter;
import dev.cairn.store.Read;
import dev.cairn.store.Store;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sessions beside others: other workspaces, other lives of the store, namesakes. */
public abstract class SessionLifeContract extends Group {
    private void put(Session session) {
        subject.change(tx -> tx.sessions().insert(session));
    }

    private List<SessionEvent> events(String id) {
        return subject.read(view -> view.events().read(id, EventQuery.ALL, 10));
    }

    @Test
    @Clause("NS-1")
    @Clause("NS-2")
    @Clause("WS-2")
    @DisplayName(
            "sessions, events and state of one workspace are nobody else's, unknown once it is deleted, and gone when"
                    + " its name is used again")
    void workspaces() throws Exception {
        StateOwner ada = new StateOwner(StateScope.USER, "ada");
        WorkspaceId doomed = subject.createWorkspace("of-sessions");
        for (WorkspaceId each : List.of(ws(), doomed)) {
            subject.change(each, tx -> {
                tx.sessions().insert(Samples.session("s", now()));
                tx.events().append("s", Samples.events(1, 5, now()));
                tx.state().put(List.of(new StateEntry(ada, "of", "\"" + each + "\"", now(), 1)));
            });
        }
        store().workspaces().retire(doomed);
        List<Read<Object, RuntimeException>> reads = List.of(
                view -> view.sessions().find("s"),
                view -> view.sessions().page(SessionFilter.ALL, null, 10),
                view -> view.events().head("s"),
                view -> view.events().read("s", EventQuery.ALL, 10),
                view -> view.state().find(ada, "of"),
                view -> view.state().list(ada, null, 10));
        for (Read<Object, RuntimeException> read : reads) {
            assertThatThrownBy(() -> subject.read(doomed, read))
                    .isInstanceOfSatisfying(
                            NotFound.class,
                            missing -> assertThat(missing.kind()).isEqualTo("workspace"));
        }
        for (boolean finished = false; !finished; ) {
            finished = store().workspaces().purge(doomed, 3);
        }
        subject.createWorkspace("of-sessions");
        List<Object> none = reads.stream()
                .map(read -> subject.<Object, RuntimeException>read(doomed, read))
                .toList();
        assertThat(none)
                .containsExactly(Optional.empty(), List.of(), Optional.empty(), List.of(), Optional.empty(), List.of());
        assertThat(events("s")).hasSize(5);
        Optional<StateEntry> mine = subject.read(view -> view.state().find(ada, "of"));
        assertThat(mine.map(StateEntry::value)).contains("\"" + ws() + "\"");
    }

    @Test
    @Clause("DUR-1")
    @DisplayName("sessions, events, lease and state survive a reopen")
    void reopened() throws Exception {
        if (!subject.has(Capability.DURABLE)) {
            throw Subject.notApplicable("nothing survives here");
        }
        StateOwner ada = new StateOwner(StateScope.USER, "ada");
        StoreSettings database = subject.freshDatabase();
        WorkspaceId ws = new WorkspaceId("w");
        WriterLease lease = new WriterLease("one", 3, TestClock.START);
        Session session = Samples.session("s", TestClock.START);
        Store first = subject.open(database);
        first.workspaces().create(new Workspace(ws, TestClock.START, false));
        Subject.<Boolean, RuntimeException>write(first, ws, tx -> {
            tx.sessions().insert(session);
            tx.events().append("s", Samples.events(1, 3, TestClock.START));
            tx.events().lease("s", lease, 0);
            tx.state().put(List.of(new StateEntry(ada, "k", "[1]", TestClock.START, 1)));
            tx.state().put(List.of(new StateEntry(ada, "k", null, TestClock.START, 2)));
            return true;
        });
        first.close();
        Store again = subject.open(database);
        again.<Boolean, RuntimeException>read(ws, "kit.reopened", view -> {
            assertThat(view.sessions().find("s")).contains(session);
            assertThat(view.events().head("s")).contains(new EventHead(3, lease));
            assertThat(view.events().read("s", EventQuery.ALL, 10)).hasSize(3);
            assertThat(view.state().find(ada, "k").map(StateEntry::version)).contains(2L);
            return true;
        });
    }

    @Test
    @Clause("SESS-4")
    @Clause("FEED-6")
    @DisplayName("compaction keeps the last change of a session whose namesake among executions was deleted, and the"
            + " reverse")
    void namesakes() {
        put(Samples.session("x", now()));
        subject.change(tx -> tx.events().append("x", Samples.events(1, 2, now())));
        insert("x");
        subject.change(tx -> tx.executions().delete("x"));
        insert("y");
        put(Samples.session("y", now()));
        subject.change(tx -> tx.sessions().delete("y"));
        insert("end");
        Position head = subject.read(view -> view.position());
        store().maintenance().compactFeed(ws(), head.revision(), 1_000);
        List<Change> left =
                store().feed(ws()).after(Position.START, FeedFilter.ALL, 1_000).changes();
        assertThat(left)
                .extracting(change -> change.kind() + " " + change.id() + " " + change.op())
                .contains("SESSION x PUT", "EVENT x PUT", "EXECUTION y PUT");
        assertThat(store().feed(ws())
                        .after(Position.START, FeedFilter.of(EntityKind.SESSION, "x"), 1_000)
                        .changes())
                .extracting(Change::kind)
                .containsExactly(EntityKind.SESSION, EntityKind.EVENT);
    }
}
