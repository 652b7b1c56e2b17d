package dev.cairn.conformance.contract.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.Cairn;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.ConditionFailed;
import dev.cairn.logic.RetryingStore;
import dev.cairn.logic.audit.Audits;
import dev.cairn.model.Attribution;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Position;
import dev.cairn.store.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** AUDIT-4, AUDIT-5: the chain, its order, its sealers. */
public abstract class AuditChainContract extends AuditGroup {
    private static final int WRITERS = 4;
    private static final int EACH = 8;

    private static AuditSeal link(long sequence, AuditPlace place) {
        return new AuditSeal(sequence, place, "%064x".formatted(sequence));
    }

    /** Links 1, 2, 3 ... to the entries in the order of their places, each once. */
    private void assertWhole(int count) {
        List<AuditEntry> entries = entries();
        List<AuditSeal> seals = seals();
        assertThat(entries).hasSize(count).extracting(AuditEntry::place).isSorted();
        assertThat(seals)
                .extracting(AuditSeal::place)
                .containsExactlyElementsOf(
                        entries.stream().map(AuditEntry::place).toList());
        assertThat(seals)
                .extracting(AuditSeal::sequence)
                .containsExactlyElementsOf(java.util.stream.LongStream.rangeClosed(1, count)
                        .boxed()
                        .toList());
        assertThat(space.audit().verify(null).broken()).isNull();
    }

    @Test
    @Clause("AUDIT-4")
    @Clause("FEED-1")
    @DisplayName(
            "links are added only after the head that is named, are found by sequence and by entry, and are told by the"
                    + " feed as one change of the chain")
    void append() throws Exception {
        List<AuditPlace> places = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            places.add(new AuditPlace(auditedInsert("ada", "e" + i), 0));
        }
        assertThat(head()).isEqualTo(AuditSeal.NONE);
        List<AuditSeal> first = List.of(link(1, places.get(0)), link(2, places.get(1)), link(3, places.get(2)));
        Position before = subject.read(view -> view.position());
        long revision = subject.change(tx -> tx.chain().append(AuditSeal.NONE, first));
        assertThat(seals()).isEqualTo(first);
        assertThat(head()).isEqualTo(first.getLast());
        assertThat(seals(1, 1)).containsExactly(first.get(1));
        assertThat(sealOf(places.get(1))).contains(first.get(1));
        assertThat(sealOf(places.get(3))).isEmpty();
        for (AuditSeal stale : List.of(AuditSeal.NONE, first.get(1), link(3, places.get(3)), link(9, places.get(4)))) {
            assertThatThrownBy(() -> subject.change(tx ->
                            tx.chain().append(stale, List.of(link(stale.sequence() + 1, places.get(4))))))
                    .isInstanceOfSatisfying(ConditionFailed.class, failed -> {
                        assertThat(failed.kind()).isEqualTo("chain");
                        assertThat(failed.actual()).isEqualTo(3);
                    });
        }
        subject.change(tx -> tx.chain().append(first.getLast(), List.of(link(4, places.get(3)))));
        assertThat(seals()).hasSize(4);
        assertThat(settled(before))
                .contains(new Change(revision, EntityKind.AUDIT, "chain", "chain", ChangeOp.PUT, 3))
                .hasSize(2);
    }

    @RepeatedTest(3)
    @Clause("AUDIT-5")
    @DisplayName(
            "a transaction stalled while others commit and are sealed never leaves an entry before a sealed one, nor is"
                    + " it forgotten")
    void stalledWriter() throws Exception {
        CountDownLatch parked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> stalled = threads.submit(() -> audited("slow", tx -> {
                tx.executions().insert(Samples.execution("stalled", now()));
                tx.audit().record(new Attribution("slow", null), ACTION, now());
                parked.countDown();
                release.await(Race.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }));
            assertThat(parked.await(Race.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                String actor = "w" + i;
                writers.add(threads.submit(() -> {
                    for (int n = 0; n < EACH; n++) {
                        auditedInsert(actor, actor + "-" + n);
                    }
                    return done.incrementAndGet();
                }));
            }
            // with several writers the others now commit around the stalled one; a single writer lane makes them wait
            Race.within(Duration.ofMillis(700), () -> done.get() == WRITERS);
            Future<Long> sealer = threads.submit(() -> space.audit().sealAll());
            Race.within(Duration.ofMillis(300), sealer::isDone);
            List<AuditSeal> during = seals();
            release.countDown();
            long revision = stalled.get(60, TimeUnit.SECONDS);
            assertThat(during)
                    .as("sealed while the transaction stalled")
                    .allSatisfy(seal -> assertThat(seal.place().revision()).isLessThan(revision));
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
            sealer.get(60, TimeUnit.SECONDS);
        }
        sealed(WRITERS * EACH + 1);
        assertWhole(WRITERS * EACH + 1);
    }

    @Test
    @Clause("AUDIT-4")
    @Clause("AUDIT-5")
    @DisplayName(
            "three sealers that race while four write, also over two stores on one database, seal every entry once and"
                    + " in order")
    void racingSealers() throws Exception {
        int expected = WRITERS * EACH * 2;
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            String actor = "w" + i;
            all.add(() -> {
                for (int n = 0; n < EACH; n++) {
                    String id = actor + "-" + n;
                    audited(actor, tx -> {
                        tx.executions().insert(Samples.execution(id, now()));
                        tx.sessions().insert(Samples.session(id, now()));
                    });
                }
                return true;
            });
        }
        var second = subject.has(Capability.SHARED) ? subject.open(subject.settings()) : store();
        for (int limit : new int[] {1, 3, 1_000}) {
            Audits audit = Cairn.over(
                            new RetryingStore(limit == 3 ? second : store(), Duration.ofSeconds(20)), subject.clock())
                    .workspace(ws())
                    .audit();
            all.add(() -> {
                Race.await("all is sealed", () -> {
                    audit.seal(limit);
                    return audit.head().sequence() == expected;
                });
                return true;
            });
        }
        Race.run(all);
        assertWhole(expected);
    }

    @Test
    @Clause("AUDIT-5")
    @DisplayName("what is settled is a beginning of what is there, from any place and of any length")
    void settled() throws Exception {
        for (int i = 0; i < 6; i++) {
            auditedInsert("ada", "e" + i);
        }
        Race.await(
                "all six are settled", () -> settledAfter(AuditPlace.START, 100).size() == 6);
        List<AuditEntry> all = entries();
        assertThat(settledAfter(AuditPlace.START, 4)).isEqualTo(all.subList(0, 4));
        assertThat(settledAfter(all.get(3).place(), 100)).isEqualTo(all.subList(4, 6));
        assertThat(settledAfter(all.getLast().place(), 100)).isEmpty();
        assertThat(after(all.get(1).place(), 2)).isEqualTo(all.subList(2, 4));
    }
}
