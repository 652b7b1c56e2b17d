package dev.cairn.conformance.contract.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.AlreadyExists;
import dev.cairn.error.NotFound;
import dev.cairn.model.Artifact;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Change;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.LogQuery;
import dev.cairn.model.Position;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.FeedFilter;
import dev.cairn.store.Workspaces;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** NS and WS: isolation, and the life of a workspace. */
public abstract class WorkspaceContract extends Group {
    /** All of one workspace: what another's work must leave as it is. */
    private record All(
            List<Execution> executions,
            long count,
            long running,
            int steps,
            int lines,
            List<Artifact> artifacts,
            long producer,
            List<String> leases) {}

    private All all(WorkspaceId ws) {
        Instant far = now().plusSeconds(1_000_000);
        return subject.read(
                ws,
                view -> new All(
                        view.executions().page(ExecutionFilter.ALL, null, 100),
                        view.executions().count(ExecutionFilter.ALL, Long.MAX_VALUE),
                        view.executions().statistics(ExecutionFilter.ALL).count(ExecutionStatus.PENDING),
                        view.steps().list("e", -1, 100).size(),
                        view.logs().read("e", LogQuery.ALL, 100).size(),
                        view.artifacts().list("e", null, 100),
                        view.producers().last("p"),
                        view.executions().expiredLeases(far, 100)));
    }

    private void fill(WorkspaceId ws, String mark, int lines) throws IOException {
        BlobRef content = store().blobs().stage(ws, bytes("content of " + mark), 100, now());
        subject.change(ws, tx -> {
            tx.executions().insert(Samples.sample("e", now()).name(mark).build());
            tx.executions().lease("e", now());
            tx.steps().insert(Samples.step("e", 0, now()));
            tx.logs().append("e", Samples.lines(now(), lines));
            tx.artifacts().insert(Samples.artifact("a", "e", content, now(), now()));
            tx.producers().advance("p", 0, lines, now());
        });
    }

    @Test
    @Clause("NS-1")
    @DisplayName("workspaces whose ids share a prefix or differ only in case hold the same ids apart in every role")
    void apart() throws Exception {
        List<String> names = List.of("team", "team-a", "team.a", "team:", "TEAM", "Team", "tea", "team_", "teamx");
        Map<WorkspaceId, All> before = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            WorkspaceId ws = subject.createWorkspace(names.get(i));
            fill(ws, names.get(i), i + 1);
        }
        for (int i = 0; i < names.size(); i++) {
            WorkspaceId ws = new WorkspaceId(names.get(i));
            All found = all(ws);
            assertThat(found.executions()).extracting(Execution::name).containsExactly(names.get(i));
            assertThat(found.count()).isEqualTo(1);
            assertThat(found.running()).isEqualTo(1);
            assertThat(found.lines()).isEqualTo(i + 1);
            assertThat(found.producer()).isEqualTo(i + 1);
            assertThat(found.leases()).containsExactly("e");
            before.put(ws, found);
        }
        WorkspaceId changed = new WorkspaceId("team");
        Position start = store().feed(new WorkspaceId("team-a")).head();
        subject.change(changed, tx -> {
            tx.executions().update(Samples.renamed(tx.executions().find("e").orElseThrow(), "changed"), 1);
            tx.logs().append("e", Samples.lines(now(), 3));
        });
        subject.change(changed, tx -> tx.artifacts().delete("a"));
        store().blobs().collect(changed, now(), 100);
        subject.change(changed, tx -> tx.producers().forget(now(), 100));
        subject.change(changed, tx -> tx.executions().delete("e"));
        before.remove(changed);
        for (Map.Entry<WorkspaceId, All> other : before.entrySet()) {
            assertThat(all(other.getKey())).as(other.getKey().value()).isEqualTo(other.getValue());
            BlobRef content = other.getValue().artifacts().getFirst().content();
            assertThat(readAll(store().blobs().open(other.getKey(), content, 0, 100)))
                    .hasSize((int) content.size());
        }
        assertThat(settled(store(), new WorkspaceId("team-a"), start)).isEmpty();
    }

    @Test
    @Clause("NS-1")
    @DisplayName("content staged in one workspace is unknown in another, by hash too")
    void contentApart() throws IOException {
        WorkspaceId other = subject.newWorkspace();
        BlobRef content = store().blobs().stage(ws(), bytes("mine"), 100, now());
        subject.change(other, tx -> tx.executions().insert(Samples.execution("e", now())));
        assertThat(catchThrowableOfType(
                                NotFound.class,
                                () -> store().blobs()
                                        .open(other, content, 0, 10)
                                        .close())
                        .kind())
                .isEqualTo("content");
        assertThat(catchThrowableOfType(
                                NotFound.class,
                                () -> subject.change(
                                        other, tx -> tx.artifacts().insert(Samples.artifact("a", "e", content, now()))))
                        .kind())
                .isEqualTo("content");
    }

    @Test
    @Clause("NS-1")
    @Clause("FEED-2")
    @DisplayName("a feed tells nothing of another workspace, and its revisions rise by themselves")
    void feedsApart() throws Exception {
        WorkspaceId other = subject.newWorkspace();
        List<Long> mine = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String id = "e-" + i;
            WorkspaceId ws = i % 2 == 0 ? ws() : other;
            long revision = subject.change(ws, tx -> tx.executions().insert(Samples.execution(id, now())));
            if (i % 2 == 0) {
                mine.add(revision);
            }
        }
        List<Change> changes = settled(Position.START);
        assertThat(changes).extracting(Change::id).containsExactly("e-0", "e-2", "e-4", "e-6", "e-8");
        assertThat(changes).extracting(Change::revision).containsExactlyElementsOf(mine);
        assertThat(mine).isSorted().doesNotHaveDuplicates();
    }

    private void assertUnknown(WorkspaceId ws) {
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("read", () -> store().read(ws, "kit.read", view -> 1));
        calls.put("write", () -> store().write(ws, "kit.write", tx -> 1));
        calls.put("head", () -> store().feed(ws).head());
        calls.put("after", () -> store().feed(ws).after(Position.START, FeedFilter.ALL, 1));
        calls.put("stage", () -> store().blobs().stage(ws, bytes("x"), 10, now()));
        calls.forEach((name, call) -> {
            NotFound missing = catchThrowableOfType(NotFound.class, call);
            assertThat(missing).as(name).isNotNull();
            assertThat(missing.kind()).as(name).isEqualTo("workspace");
            assertThat(missing.id()).as(name).isEqualTo(ws.value());
        });
    }

    @Test
    @Clause("NS-2")
    @DisplayName("reads, writes, feeds and staging of an unknown workspace throw NotFound with its id")
    void unknown() {
        assertUnknown(new WorkspaceId("never-made"));
        assertThat(catchThrowableOfType(
                                NotFound.class, () -> store().workspaces().retire(new WorkspaceId("never-made")))
                        .kind())
                .isEqualTo("workspace");
        assertThat(store().workspaces().find(new WorkspaceId("never-made"))).isEmpty();
        assertThat(store().workspaces().purge(new WorkspaceId("never-made"), 10))
                .isTrue();
    }

    @Test
    @Clause("WS-1")
    @Clause("WS-3")
    @DisplayName("a workspace being deleted answers like an unknown one, is listed as deleting, and keeps its id taken")
    void retired() throws Exception {
        WorkspaceId doomed = subject.createWorkspace("doomed");
        fill(doomed, "doomed", 5);
        Workspaces workspaces = store().workspaces();
        assertThatThrownBy(() -> workspaces.purge(doomed, 10)).isInstanceOf(IllegalStateException.class);
        workspaces.retire(doomed);
        workspaces.retire(doomed);
        assertUnknown(doomed);
        assertThat(workspaces.find(doomed).orElseThrow().deleting()).isTrue();
        assertThat(workspaces.list(null, 1000).stream()
                        .filter(each -> each.id().equals(doomed))
                        .map(Workspace::deleting))
                .containsExactly(true);
        AlreadyExists taken =
                catchThrowableOfType(AlreadyExists.class, () -> workspaces.create(new Workspace(doomed, now(), false)));
        assertThat(taken.kind()).isEqualTo("workspace");
        assertThat(taken.id()).isEqualTo("doomed");
    }

    @Test
    @Clause("WS-3")
    @Clause("NS-2")
    @DisplayName(
            "reads that have always found something get NotFound(workspace) once it is being deleted, whatever they ask")
    void retiredForReads() {
        WorkspaceId doomed = subject.newWorkspace();
        subject.change(doomed, tx -> tx.executions().insert(Samples.execution("e", now())));
        for (int i = 0; i < 3; i++) {
            assertThat(find(doomed, "e")).isTrue();
            assertThat(find(doomed, "none")).isFalse();
        }
        assertThatWorkspaceIsUnknown(() -> find(new WorkspaceId("never-made"), "e"));
        store().workspaces().retire(doomed);
        assertThatWorkspaceIsUnknown(() -> find(doomed, "e"));
        assertThatWorkspaceIsUnknown(() -> find(doomed, "none"));
        assertThatWorkspaceIsUnknown(() -> store().read(doomed, "kit.gone", view -> "nothing asked"));
        assertThatWorkspaceIsUnknown(() ->
                store().read(doomed, "kit.count", view -> view.executions().count(ExecutionFilter.ALL, 10)));
        assertThatWorkspaceIsUnknown(() -> store().read(doomed, "kit.gone", view -> {
            throw new IllegalStateException(view.executions().find("e").toString());
        }));
    }

    private boolean find(WorkspaceId ws, String id) {
        return store().read(ws, "kit.gone", view -> view.executions().find(id).isPresent());
    }

    private static void assertThatWorkspaceIsUnknown(ThrowingCallable call) {
        assertThat(catchThrowableOfType(NotFound.class, call).kind()).isEqualTo("workspace");
    }

    @Test
    @Clause("WS-2")
    @Clause("WS-1")
    @DisplayName(
            "a deletion in steps of one row ends; then the id is free and nothing of the old is left, content included")
    void purged() throws Exception {
        WorkspaceId doomed = subject.createWorkspace("purged");
        fill(doomed, "purged", 20);
        BlobRef loose = store().blobs().stage(doomed, bytes("never linked"), 100, now());
        BlobRef linked = all(doomed).artifacts().getFirst().content();
        Position old = store().feed(doomed).head();
        Workspaces workspaces = store().workspaces();
        workspaces.retire(doomed);
        boolean finished = false;
        for (int i = 0; i < 500 && !finished; i++) {
            finished = workspaces.purge(doomed, 1);
        }
        assertThat(finished).as("purge ends").isTrue();
        assertThat(workspaces.find(doomed)).isEmpty();
        assertThat(workspaces.purge(doomed, 1)).isTrue();
        Instant again = now();
        workspaces.create(new Workspace(doomed, again, false));
        assertThat(workspaces.find(doomed)).contains(new Workspace(doomed, again, false));
        assertThat(all(doomed)).isEqualTo(new All(List.of(), 0, 0, 0, 0, List.of(), 0, List.of()));
        for (BlobRef gone : List.of(loose, linked)) {
            assertThat(catchThrowableOfType(
                                    NotFound.class,
                                    () -> store().blobs()
                                            .open(doomed, gone, 0, 10)
                                            .close())
                            .kind())
                    .isEqualTo("content");
        }
        assertThat(settled(store(), doomed, Position.START)).isEmpty();
        // revisions of the new life lie beyond those of the old, or the old position is refused: never a gap unseen
        long next = subject.change(doomed, tx -> tx.executions().insert(Samples.execution("e", now())));
        try {
            assertThat(settled(store(), doomed, old)).extracting(Change::id).containsExactly("e");
            assertThat(next).isGreaterThan(old.revision());
        } catch (dev.cairn.error.FeedCompacted refused) {
            assertThat(refused.oldest()).isGreaterThanOrEqualTo(0);
        }
    }

    @Test
    @Clause("WS-1")
    @Clause("ERR-1")
    @DisplayName("a workspace is created once; the second creation is AlreadyExists and changes nothing")
    void createdOnce() {
        Instant created = now();
        WorkspaceId id = new WorkspaceId("once");
        store().workspaces().create(new Workspace(id, created, false));
        AlreadyExists taken = catchThrowableOfType(
                AlreadyExists.class, () -> store().workspaces().create(new Workspace(id, now(), false)));
        assertThat(taken.kind()).isEqualTo("workspace");
        assertThat(taken.id()).isEqualTo("once");
        assertThat(store().workspaces().find(id)).contains(new Workspace(id, created, false));
    }
}
