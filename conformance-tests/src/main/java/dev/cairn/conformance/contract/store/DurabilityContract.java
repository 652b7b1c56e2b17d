package dev.cairn.conformance.contract.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.CrashChild;
import dev.cairn.conformance.harness.Restartable;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.Subject;
import dev.cairn.error.AlreadyExists;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Change;
import dev.cairn.model.EntityKind;
import dev.cairn.model.EventQuery;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import dev.cairn.model.Position;
import dev.cairn.model.StateEntry;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Capability;
import dev.cairn.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** DUR and FEED-9: what a returned write survives. */
public abstract class DurabilityContract extends Group {
    private static final WorkspaceId WS = new WorkspaceId("durable");
    private static final int ENOUGH = 60;

    private StoreSettings database;

    @BeforeEach
    final void durableOnly() throws Exception {
        if (!subject.has(Capability.DURABLE)) {
            throw Subject.notApplicable("the store does not declare DURABLE and starts empty (CAP-1)");
        }
        database = subject.freshDatabase();
    }

    private interface Work {
        void with(Store store) throws Exception;
    }

    /** Opens the database, works, closes. */
    private void life(Work work) throws Exception {
        try (Store store = subject.open(database)) {
            work.with(store);
        }
    }

    @Test
    @Clause("DUR-1")
    @Clause("FEED-9")
    @DisplayName("with a reopen between all steps, every role goes on where it stopped, and so do feed and positions")
    void reopenBetweenSteps() throws Exception {
        Execution execution = Samples.execution("e", now());
        BlobRef[] content = new BlobRef[1];
        Position[] position = new Position[1];
        life(store -> store.workspaces().create(new Workspace(WS, now(), false)));
        life(store -> {
            Subject.write(store, WS, tx -> {
                tx.executions().insert(execution);
                tx.executions().lease("e", now());
                return 1;
            });
            position[0] = store.feed(WS).head();
        });
        life(store -> content[0] = store.blobs().stage(WS, bytes("content"), 100, now()));
        life(store -> Subject.write(store, WS, tx -> {
            tx.artifacts().insert(Samples.artifact("a", "e", content[0], now()));
            return tx.logs().append("e", Samples.lines(now(), 2));
        }));
        life(store -> Subject.write(store, WS, tx -> {
            tx.steps().insert(Samples.step("e", 0, now()));
            tx.producers().advance("p", 0, 1, now());
            return tx.logs().append("e", Samples.lines(now(), 2));
        }));
        life(store -> Subject.write(store, WS, tx -> {
            tx.executions().update(Samples.renamed(execution, "second"), 1);
            return 1;
        }));
        life(store -> {
            store.read(WS, "kit.read", view -> {
                assertThat(view.executions().find("e")).contains(Samples.renamed(execution, "second"));
                assertThat(view.executions().expiredLeases(now(), 10)).containsExactly("e");
                assertThat(view.logs().read("e", LogQuery.ALL, 10))
                        .extracting(LogLine::sequence)
                        .containsExactly(1L, 2L, 3L, 4L);
                assertThat(view.steps().list("e", -1, 10)).hasSize(1);
                assertThat(view.producers().last("p")).isEqualTo(1);
                return 1;
            });
            assertThat(new String(readAll(store.blobs().open(WS, content[0], 0, 100)), StandardCharsets.UTF_8))
                    .isEqualTo("content");
            List<Change> followed = settled(store, WS, position[0]);
            assertThat(followed)
                    .extracting(change -> change.kind() + " " + change.id() + " " + change.version())
                    .containsExactlyInAnyOrder("ARTIFACT a 1", "LOG e 2", "STEP 0 1", "LOG e 4", "EXECUTION e 2");
            assertThat(followed).extracting(Change::revision).isSorted();
            assertThat(followed.getFirst().revision()).isGreaterThan(position[0].revision());
        });
    }

    @Test
    @Clause("DUR-1")
    @Clause("TX-1")
    @Clause("AUDIT-1")
    @DisplayName("a process killed while four writers write loses no returned write and leaves none half done"
            + " (weakness 2: logs lost on crash)")
    void killedProcess() throws Exception {
        life(store -> store.workspaces().create(new Workspace(WS, now(), false)));
        Set<String> said = new TreeSet<>();
        try (CrashChild child = CrashChild.start(subject, WS, database, "write")) {
            assertThat(child.next()).isEqualTo("open");
            while (said.size() < ENOUGH) {
                said.add(child.next());
            }
            child.kill().stream().filter(line -> line.matches("crash-\\d-\\d+")).forEach(said::add);
        }
        life(store -> {
            List<Execution> found =
                    store.read(WS, "kit.read", view -> view.executions().page(ExecutionFilter.ALL, null, 1_000_000));
            List<String> ids = found.stream().map(Execution::id).toList();
            assertThat(ids).doesNotHaveDuplicates();
            List<String> lost = new ArrayList<>(said);
            lost.removeAll(Set.copyOf(ids));
            assertThat(lost).as("returned to the killed process, gone after it").isEmpty();
            assertThat(ids.size() - said.size())
                    .as("at most one write of each writer had not been said")
                    .isLessThanOrEqualTo(4);
            assertThat(store.read(WS, "kit.audit", view -> view.audit().after(AuditPlace.START, 1_000_000)).stream()
                            .map(AuditEntry::change)
                            .filter(change -> change.kind() == EntityKind.EXECUTION)
                            .map(Change::id))
                    .as("each write is audited, and none that was not made")
                    .containsExactlyInAnyOrderElementsOf(ids);
            store.read(WS, "kit.read", view -> {
                for (String id : ids) {
                    assertThat(view.steps().list(id, -1, 10)).as(id).hasSize(CrashChild.PARTS);
                    assertThat(view.logs().lastSequence(id)).as(id).isEqualTo(CrashChild.PARTS);
                    assertThat(view.events().read(id, EventQuery.ALL, 10))
                            .as(id)
                            .hasSize(CrashChild.PARTS);
                    assertThat(view.state().find(CrashChild.events(id), "last").map(StateEntry::value))
                            .as(id)
                            .contains("" + CrashChild.PARTS);
                }
                return 1;
            });
            assertThat(settled(store, WS, Position.START).stream()
                            .filter(change -> change.kind() == EntityKind.EXECUTION)
                            .map(Change::id)
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(ids);
        });
    }

    @Test
    @Clause("DUR-1")
    @DisplayName("an engine killed and started again has every returned write, and the open store works on")
    void killedEngine() throws Exception {
        Restartable engine =
                subject.needs(Restartable.class, "this engine runs inside the process; see the killed process");
        Store store = subject.open(database);
        store.workspaces().create(new Workspace(WS, now(), false));
        for (int i = 0; i < 20; i++) {
            String id = "e-" + i;
            Subject.write(store, WS, tx -> {
                tx.executions().insert(Samples.execution(id, now()));
                return tx.logs().append(id, Samples.lines(now(), 2));
            });
        }
        engine.killAndStart();
        dev.cairn.conformance.harness.Race.await(
                "the store is ready after the restart",
                () -> store.check(java.time.Duration.ofSeconds(2)).ready());
        assertThat(retrying(() -> store.read(
                        WS, "kit.read", view -> view.executions().count(ExecutionFilter.ALL, Long.MAX_VALUE))))
                .isEqualTo(20);
        assertThatThrownBy(() -> Subject.write(store, WS, tx -> {
                    tx.executions().insert(Samples.execution("e-3", now()));
                    return 1;
                }))
                .isInstanceOf(AlreadyExists.class);
    }

    /** The first calls may still meet connections that the engine's end has cut. */
    private static long retrying(java.util.function.Supplier<Long> call) throws InterruptedException {
        long[] result = new long[1];
        dev.cairn.conformance.harness.Race.await("a read succeeds", () -> {
            try {
                result[0] = call.get();
                return true;
            } catch (dev.cairn.error.Unavailable e) {
                return false;
            }
        });
        return result[0];
    }

    @Test
    @Clause("CAP-1")
    @Clause("LIFE-5")
    @DisplayName("a second process on the same data is refused where SHARED is absent, until the first is closed")
    void secondProcess() throws Exception {
        try (Store store = subject.open(database);
                CrashChild child = CrashChild.start(subject, WS, database, "open")) {
            assertThat(child.next()).isEqualTo(subject.has(Capability.SHARED) ? "open" : "unavailable");
            assertThat(store.workspaces().list(null, 10)).isEmpty();
        }
        try (CrashChild child = CrashChild.start(subject, WS, database, "open")) {
            assertThat(child.next()).isEqualTo("open");
            child.kill();
        }
        subject.open(database);
    }
}
