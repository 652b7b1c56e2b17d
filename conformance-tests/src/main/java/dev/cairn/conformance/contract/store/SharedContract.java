package dev.cairn.conformance.contract.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.Subject;
import dev.cairn.error.NotFound;
import dev.cairn.model.Change;
import dev.cairn.model.Execution;
import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import dev.cairn.model.Position;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.Capability;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.FeedFilter;
import dev.cairn.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two stores on one database, as two servers have them. */
public abstract class SharedContract extends Group {
    private Store other;

    @BeforeEach
    final void sharedOnly() {
        if (!subject.has(Capability.SHARED)) {
            throw Subject.notApplicable("the store does not declare SHARED; that a second one is refused is CAP-1");
        }
        other = subject.open(subject.settings());
    }

    @Test
    @Clause("TX-5")
    @DisplayName("what one store wrote, the other reads at once")
    void readsAcross() {
        for (int i = 0; i < 50; i++) {
            String id = "e-" + i;
            Store writer = i % 2 == 0 ? store() : other;
            Store reader = i % 2 == 0 ? other : store();
            Subject.write(writer, ws(), tx -> {
                tx.executions().insert(Samples.execution(id, now()));
                return id;
            });
            boolean found = reader.read(
                    ws(), "kit.read", view -> view.executions().find(id).isPresent());
            assertThat(found).as(id).isTrue();
        }
    }

    @Test
    @Clause("TX-4")
    @Clause("LOG-1")
    @DisplayName("six writers over two stores lose no update and keep one gapless order of log lines")
    void writersAcross() throws Exception {
        insert("shared");
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int writer = 0; writer < 6; writer++) {
            Store mine = writer % 2 == 0 ? store() : other;
            writers.add(() -> {
                for (int i = 0; i < 10; i++) {
                    Subject.write(mine, ws(), tx -> {
                        Execution old = tx.executions().find("shared").orElseThrow();
                        tx.executions().update(Samples.renamed(old, "n"), old.version());
                        return tx.logs().append("shared", Samples.lines(now(), 3));
                    });
                }
                return true;
            });
        }
        Race.run(writers);
        assertThat(get("shared").version()).isEqualTo(61);
        List<LogLine> log = subject.read(view -> view.logs().read("shared", LogQuery.ALL, 1000));
        assertThat(log).hasSize(180);
        for (int i = 0; i < log.size(); i++) {
            assertThat(log.get(i).sequence()).isEqualTo(i + 1L);
            assertThat(log.get(i).entry().content()).isEqualTo("line " + (i % 3 + 1));
        }
    }

    @Test
    @Clause("FEED-2")
    @DisplayName(
            "both stores show one feed: the same changes in the same order, rising revisions, none lost (weakness G.2.8: a"
                    + " second process collides and drops the event)")
    void oneFeed() throws Exception {
        Race.run(List.<Callable<Boolean>>of(() -> insertMany(store(), "a"), () -> insertMany(other, "b")));
        List<Change> mine = settled(store(), ws(), Position.START);
        List<Change> theirs = settled(other, ws(), Position.START);
        assertThat(mine).hasSize(40);
        assertThat(theirs).containsExactlyElementsOf(mine);
        assertThat(mine.stream().map(Change::revision).distinct()).hasSize(40);
        assertThat(mine).extracting(Change::revision).isSorted();
    }

    private boolean insertMany(Store store, String prefix) {
        for (int i = 0; i < 20; i++) {
            String id = prefix + i;
            Subject.write(store, ws(), tx -> {
                tx.executions().insert(Samples.execution(id, now()));
                return id;
            });
        }
        return true;
    }

    @Test
    @Clause("FEED-2")
    @Clause("FEED-3")
    @DisplayName(
            "a transaction stalled in one store while the other commits never appears behind what a reader has seen")
    void stalledAcross() throws Exception {
        CountDownLatch parked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<Change> seen = new ArrayList<>();
        Callable<Boolean> stalled = () -> {
            Subject.write(other, ws(), tx -> {
                tx.executions().insert(Samples.execution("stalled", now()));
                parked.countDown();
                return release.await(Race.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            });
            return true;
        };
        Callable<Boolean> writer = () -> {
            boolean ready = parked.await(Race.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return ready && insertMany(store(), "a");
        };
        Callable<Boolean> reader = () -> {
            Position[] at = {Position.START};
            Race.within(java.time.Duration.ofMillis(500), () -> page(seen, at) >= 20);
            release.countDown();
            Race.await("all changes are shown", () -> page(seen, at) >= 21);
            return true;
        };
        Race.run(List.of(stalled, writer, reader));
        assertThat(seen).extracting(Change::revision).isSorted().doesNotHaveDuplicates();
        assertThat(seen)
                .containsExactlyElementsOf(settled(other, ws(), Position.START))
                .hasSize(21);
    }

    private int page(List<Change> seen, Position[] at) {
        ChangeFeed.ChangePage page = store().feed(ws()).after(at[0], FeedFilter.ALL, 3);
        seen.addAll(page.changes());
        at[0] = page.next();
        return seen.size();
    }

    @Test
    @Clause("FEED-8")
    @Clause("FEED-4")
    @DisplayName("a position of one store is followed in the other, which also hears of the commits or polls them")
    void followsAcross() throws Exception {
        insert("before");
        Position position = store().feed(ws()).head();
        CountDownLatch nudged = new CountDownLatch(1);
        try (ChangeFeed.Subscription hears = other.feed(ws()).onCommit(nudged::countDown)) {
            Subject.write(other, ws(), tx -> {
                tx.executions().insert(Samples.execution("after", now()));
                return 1;
            });
            assertThat(nudged.await(Race.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(hears).isNotNull();
        }
        assertThat(settled(other, ws(), position)).extracting(Change::id).containsExactly("after");
    }

    @Test
    @Clause("WS-3")
    @Clause("TX-5")
    @DisplayName(
            "a workspace retired through one store is gone at once for reads of the other that have always found it")
    void retiredAcross() {
        WorkspaceId doomed = subject.newWorkspace();
        subject.change(doomed, tx -> tx.executions().insert(Samples.execution("e", now())));
        Supplier<Boolean> found = () -> other.read(
                doomed, "kit.read", view -> view.executions().find("e").isPresent());
        for (int i = 0; i < 3; i++) {
            assertThat(found.get()).isTrue();
        }
        store().workspaces().retire(doomed);
        assertThat(catchThrowableOfType(NotFound.class, found::get).kind()).isEqualTo("workspace");
        while (!store().workspaces().purge(doomed, 100)) {
            assertThat(catchThrowableOfType(NotFound.class, found::get).kind()).isEqualTo("workspace");
        }
        store().workspaces().create(new Workspace(doomed, now(), false));
        assertThat(found.get()).isFalse();
    }

    @Test
    @Clause("WS-2")
    @DisplayName("a deletion begun through one store is finished through another")
    void purgeAcross() {
        WorkspaceId doomed = subject.newWorkspace();
        for (int i = 0; i < 20; i++) {
            String id = "e-" + i;
            subject.change(doomed, tx -> {
                tx.executions().insert(Samples.execution(id, now()));
                tx.logs().append(id, Samples.lines(now(), 5));
            });
        }
        store().workspaces().retire(doomed);
        boolean finished = store().workspaces().purge(doomed, 3);
        for (int i = 0; i < 1000 && !finished; i++) {
            finished = other.workspaces().purge(doomed, 3);
        }
        assertThat(finished).isTrue();
        assertThat(store().workspaces().find(doomed)).isEmpty();
        other.workspaces().create(new Workspace(doomed, now(), false));
        assertThat(subject.<List<String>, RuntimeException>read(
                        doomed,
                        view -> view.executions().page(dev.cairn.model.ExecutionFilter.ALL, null, 10).stream()
                                .map(Execution::id)
                                .toList()))
                .isEmpty();
    }
}
