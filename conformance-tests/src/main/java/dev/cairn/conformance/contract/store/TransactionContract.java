package dev.cairn.conformance.contract.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.LogQuery;
import dev.cairn.model.Position;
import dev.cairn.store.Transaction;
import dev.cairn.store.View;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** TX: all or nothing, snapshots, serializable writes. */
public abstract class TransactionContract extends Group {
    private static final class Stop extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private BlobRef staged(String text) throws IOException {
        return store().blobs().stage(ws(), bytes(text), 1 << 20, now());
    }

    private void writeEverywhere(Transaction tx, BlobRef content) {
        tx.executions().insert(Samples.execution("a", now()));
        tx.executions().insert(Samples.execution("b", now()));
        tx.executions().lease("a", now());
        tx.steps().insert(Samples.step("a", 0, now()));
        tx.logs().append("a", Samples.lines(now(), 3));
        tx.artifacts().insert(Samples.artifact("art", "a", content, now()));
        tx.producers().advance("p", 0, 1, now());
    }

    private record Seen(long executions, int steps, long lines, boolean artifact, long producer, int leases) {}

    private Seen seen() {
        return subject.read(view -> new Seen(
                view.executions().count(ExecutionFilter.ALL, Long.MAX_VALUE),
                view.steps().list("a", -1, 10).size(),
                view.logs().lastSequence("a"),
                view.artifacts().find("art").isPresent(),
                view.producers().last("p"),
                view.executions().expiredLeases(now(), 10).size()));
    }

    @Test
    @Clause("TX-1")
    @DisplayName("a write is applied whole across all roles (weakness 12: no atomic execution + steps + artifact)")
    void appliedWhole() throws IOException {
        BlobRef content = staged("whole");
        subject.change(tx -> writeEverywhere(tx, content));
        assertThat(seen()).isEqualTo(new Seen(2, 1, 3, true, 1, 1));
    }

    @Test
    @Clause("TX-1")
    @Clause("TX-3")
    @Clause("FEED-1")
    @DisplayName("a write whose closure fails at its end leaves nothing in any role, and nothing in the feed"
            + " (weakness 12: a batch without rollback poisons the connection)")
    void rolledBackWhole() throws Exception {
        BlobRef content = staged("nothing");
        Position before = store().feed(ws()).head();
        Stop stop = new Stop();
        Throwable thrown = catchThrowable(() -> store().write(ws(), "kit.fail", tx -> {
            writeEverywhere(tx, content);
            throw stop;
        }));
        assertThat(thrown).isSameAs(stop);
        assertThat(seen()).isEqualTo(new Seen(0, 0, 0, false, 0, 0));
        assertThat(settled(before)).isEmpty();
    }

    @Test
    @Clause("TX-2")
    @DisplayName("two reads in one closure agree although a write commits between them")
    void snapshot() throws Exception {
        insert("a");
        Race.run(List.<Callable<Boolean>>of(() -> {
            CountDownLatch done = new CountDownLatch(1);
            AtomicReference<Throwable> failure = new AtomicReference<>();
            subject.read(view -> {
                Seen first = inside(view);
                Thread.ofPlatform().name("kit-writer").start(() -> {
                    try {
                        subject.change(tx -> {
                            tx.executions().insert(Samples.execution("b", now()));
                            tx.executions()
                                    .update(
                                            Samples.renamed(
                                                    tx.executions().find("a").orElseThrow(), "new"),
                                            1);
                            tx.logs().append("a", Samples.lines(now(), 5));
                            tx.steps().insert(Samples.step("a", 0, now()));
                        });
                    } catch (RuntimeException | Error e) {
                        failure.set(e);
                    } finally {
                        done.countDown();
                    }
                });
                assertThat(done.await(Race.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .as("the write returned while a read was open")
                        .isTrue();
                assertThat(failure.get()).isNull();
                assertThat(inside(view)).isEqualTo(first).isEqualTo(new Seen(1, 0, 0, false, 0, 0));
                assertThat(view.executions().find("a").orElseThrow().name()).isEqualTo("build");
                assertThat(view.executions().find("b")).isEmpty();
                assertThat(view.logs().read("a", LogQuery.ALL, 10)).isEmpty();
                return null;
            });
            return true;
        }));
        assertThat(seen()).isEqualTo(new Seen(2, 1, 5, false, 0, 0));
    }

    private static Seen inside(View view) {
        return new Seen(
                view.executions().count(ExecutionFilter.ALL, Long.MAX_VALUE),
                view.steps().list("a", -1, 10).size(),
                view.logs().lastSequence("a"),
                view.artifacts().find("art").isPresent(),
                view.producers().last("p"),
                0);
    }

    @Test
    @Clause("TX-4")
    @DisplayName("no update is lost when eight writers count in one execution")
    void noLostUpdate() throws Exception {
        insert("counter");
        int writers = 8;
        long each = 15;
        Race.run(repeat(writers, () -> {
            for (int i = 0; i < each; i++) {
                subject.change(tx -> {
                    Execution old = tx.executions().find("counter").orElseThrow();
                    int count = old.name().equals("build") ? 0 : Integer.parseInt(old.name());
                    tx.executions().update(Samples.renamed(old, Integer.toString(count + 1)), old.version());
                });
            }
            return true;
        }));
        Execution counter = get("counter");
        assertThat(counter.name()).isEqualTo(Long.toString(writers * each));
        assertThat(counter.version()).isEqualTo(writers * each + 1);
    }

    private static <T> List<Callable<T>> repeat(int times, Callable<T> task) {
        List<Callable<T>> tasks = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            tasks.add(task);
        }
        return tasks;
    }

    @Test
    @Clause("TX-4")
    @DisplayName("no write skew: of two that each insert only when the other has not, one inserts")
    void noWriteSkew() throws Exception {
        for (int round = 0; round < 20; round++) {
            String left = "left-" + round;
            String right = "right-" + round;
            List<Boolean> inserted =
                    Race.run(List.of(() -> insertUnless(left, right), () -> insertUnless(right, left)));
            assertThat(inserted).as("round %d", round).containsExactlyInAnyOrder(true, false);
        }
    }

    private boolean insertUnless(String mine, String other) {
        return subject.write(tx -> {
                    if (tx.executions().find(other).isPresent()) {
                        return false;
                    }
                    tx.executions().insert(Samples.execution(mine, now()));
                    return true;
                })
                .value();
    }

    @Test
    @Clause("TX-5")
    @DisplayName("a read that begins after a write returned sees it, also on other threads")
    void readYourWrites() throws Exception {
        for (int i = 0; i < 50; i++) {
            String id = "e-" + i;
            insert(id);
            List<Boolean> seen = Race.run(repeat(
                    2, () -> subject.read(view -> view.executions().find(id).isPresent())));
            assertThat(seen).containsExactly(true, true);
        }
    }

    @Test
    @Clause("TX-8")
    @DisplayName("a transaction sees its own writes in every role, in lists and counts too")
    void seesOwnWrites() throws IOException {
        BlobRef content = staged("own");
        Seen own = subject.write(tx -> {
                    writeEverywhere(tx, content);
                    return new Seen(
                            tx.executions().count(ExecutionFilter.ALL, Long.MAX_VALUE),
                            tx.steps().list("a", -1, 10).size(),
                            tx.logs().lastSequence("a"),
                            tx.artifacts().find("art").isPresent(),
                            tx.producers().last("p"),
                            tx.executions().expiredLeases(now(), 10).size());
                })
                .value();
        assertThat(own).isEqualTo(new Seen(2, 1, 3, true, 1, 1));
    }
}
