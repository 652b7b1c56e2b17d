package dev.cairn.conformance.contract.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.Cairn;
import dev.cairn.CairnWorkspace;
import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.Subject;
import dev.cairn.error.ConditionFailed;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.RetryingStore;
import dev.cairn.logic.memory.NewMemory;
import dev.cairn.logic.task.NewTask;
import dev.cairn.model.EventQuery;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.Task;
import dev.cairn.model.TaskStatus;
import dev.cairn.store.Capability;
import dev.cairn.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Agents on two servers over one database. */
public abstract class AgentSharedContract extends Group {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private Store second;
    private CairnWorkspace here;
    private CairnWorkspace there;

    @BeforeEach
    final void sharedOnly() {
        if (!subject.has(Capability.SHARED)) {
            throw Subject.notApplicable("the store does not declare SHARED; that a second one is refused is CAP-1");
        }
        second = subject.open(subject.settings());
        here = over(store());
        there = over(second);
    }

    private CairnWorkspace over(Store store) {
        return Cairn.over(new RetryingStore(store, Duration.ofSeconds(20)), subject.clock())
                .workspace(ws());
    }

    @Test
    @Clause("TASK-5")
    @Clause("TX-5")
    @DisplayName("of sixty tasks, claimed through two stores at once, each is given out once")
    void claims() throws Exception {
        here.tasks()
                .enqueue(IntStream.range(0, 60)
                        .mapToObj(i -> NewTask.of("x").withId("t" + i))
                        .toList());
        List<Callable<List<String>>> workers = new ArrayList<>();
        for (int worker = 0; worker < 6; worker++) {
            CairnWorkspace mine = worker % 2 == 0 ? here : there;
            workers.add(() -> {
                List<String> got = new ArrayList<>();
                List<Task> claimed = mine.tasks().claim("w", 4, LEASE, null);
                while (!claimed.isEmpty()) {
                    claimed.forEach(
                            task -> got.add(task.id() + " " + task.state().token()));
                    claimed = mine.tasks().claim("w", 4, LEASE, null);
                }
                return got;
            });
        }
        assertThat(Race.run(workers).stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 60).mapToObj(i -> "t" + i + " 1").toList());
    }

    @Test
    @Clause("TASK-5")
    @Clause("TASK-6")
    @Clause("TX-5")
    @DisplayName(
            "a lease taken through one store is extended and ended through the other; a token that was followed there"
                    + " is refused here, and what follows from an end is seen here at once")
    void leases() {
        here.tasks()
                .enqueue(List.of(
                        NewTask.of("x").withId("a"), NewTask.of("x").withId("b").after("a")));
        assertThat(here.tasks().claim("w", 1, LEASE, null)).extracting(Task::id).containsExactly("a");
        assertThat(there.tasks().claim("w", 1, LEASE, null)).isEmpty();
        there.tasks().heartbeat("a", 1, LEASE.multipliedBy(4));
        subject.clock().advance(LEASE.multipliedBy(2));
        assertThat(there.tasks().claim("w", 1, LEASE, null)).isEmpty();
        subject.clock().advance(LEASE.multipliedBy(3));
        // the first claim takes it back, and may find it due again only later
        there.tasks().upkeep().run();
        subject.clock().advance(Duration.ofHours(1));
        Task again = there.tasks().claim("w", 1, LEASE, null).getFirst();
        assertThat(again.state().token()).isGreaterThan(1);
        assertThat(catchThrowableOfType(
                                ConditionFailed.class, () -> here.tasks().complete("a", 1, null))
                        .kind())
                .isEqualTo("lease");
        there.tasks().complete("a", again.state().token(), null);
        assertThat(here.tasks().get("b").status()).isEqualTo(TaskStatus.READY);
    }

    @Test
    @Clause("MEM-9")
    @Clause("MEM-6")
    @Clause("TX-5")
    @DisplayName(
            "six writers of one memory over two stores make versions without a gap; words and deletions of one are found"
                    + " by the other at once")
    void memories() throws Exception {
        MemoryKey id = Samples.memoryKey("shared", "count");
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int writer = 0; writer < 6; writer++) {
            CairnWorkspace mine = writer % 2 == 0 ? here : there;
            String word = "word" + writer;
            writers.add(() -> {
                for (int i = 0; i < 10; i++) {
                    mine.memories().put(NewMemory.of("shared", "count", "\"" + word + "\""));
                }
                return true;
            });
        }
        Race.run(writers);
        assertThat(here.memories().history(id, PageRequest.first(100)).items())
                .extracting(Memory::version)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 60)
                        .map(back -> 61 - back)
                        .boxed()
                        .toList());
        MemoryFilter last = MemoryFilter.ALL.containing("latest");
        here.memories().put(NewMemory.of("shared", "count", "\"latest\""));
        assertThat(there.memories().search(last, PageRequest.first(10)).items())
                .extracting(Memory::version)
                .containsExactly(61L);
        there.memories().delete(id, null);
        assertThat(here.memories().search(last, PageRequest.first(10)).items()).isEmpty();
        here.memories().restore(id, 61L, null);
        assertThat(there.memories().search(last, PageRequest.first(10)).items())
                .extracting(Memory::version)
                .containsExactly(63L);
    }

    @Test
    @Clause("EVENT-1")
    @DisplayName(
            "eight writers of one session over two stores append each event once, without a gap (weakness G.2.8: the"
                    + " sequence of a process collides with another's, and the event is dropped)")
    void events() throws Exception {
        subject.change(tx -> tx.sessions().insert(Samples.session("s", now())));
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            Store mine = writer % 2 == 0 ? store() : second;
            String name = "w" + writer + "-";
            writers.add(() -> {
                for (int i = 0; i < 10; i++) {
                    String id = name + i;
                    Subject.write(mine, ws(), tx -> {
                        long next = tx.events().head("s").orElseThrow().lastSequence() + 1;
                        tx.events().append("s", List.of(Samples.event(next, id, now())));
                        return next;
                    });
                }
                return true;
            });
        }
        Race.run(writers);
        List<SessionEvent> all =
                second.read(ws(), "kit.read", view -> view.events().read("s", EventQuery.ALL, 1_000));
        assertThat(all)
                .extracting(SessionEvent::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 80).boxed().toList());
        assertThat(all).extracting(SessionEvent::id).doesNotHaveDuplicates();
    }
}
