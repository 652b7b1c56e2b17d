package dev.cairn.conformance.contract.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.error.ConditionFailed;
import dev.cairn.logic.task.NewTask;
import dev.cairn.model.Task;
import dev.cairn.model.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Claims, their leases and tokens (TASK-5), and whose turn it is (TASK-7). */
public abstract class TaskClaimContract extends TaskGroup {
    private static void stale(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ConditionFailed.class, e -> assertThat(e.kind()).isEqualTo("lease"));
    }

    @Test
    @Clause("TASK-5")
    @DisplayName(
            "what one worker claimed no other gets; the end of it with its token is taken once and may be said twice"
                    + " (weakness G.1.9: claimed twice)")
    void once() {
        IntStream.range(0, 5).forEach(i -> enqueue("t" + i));
        List<Task> mine = claim(3);
        List<Task> yours = tasks().claim("other", 9, LEASE, null);
        assertThat(mine).hasSize(3);
        assertThat(yours).hasSize(2).doesNotContainAnyElementsOf(mine);
        assertThat(claim(1)).isEmpty();
        assertThat(mine).allSatisfy(task -> {
            assertThat(task.state().worker()).isEqualTo("worker");
            assertThat(task.state().attempts()).isEqualTo(1);
            assertThat(task.state().token()).isPositive();
            assertThat(tasks().get(task.id())).isEqualTo(task);
        });
        Task first = mine.getFirst();
        Task done = tasks().complete(first.id(), first.state().token(), json("{'ok':1}"))
                .task();
        assertThat(tasks().complete(first.id(), first.state().token(), json("{'ok':1}"))
                        .task())
                .isEqualTo(done);
        stale(() -> tasks().complete(first.id(), first.state().token() + 1, null));
        assertThat(tasks().get(first.id())).isEqualTo(done);
        assertThat(done.state().result()).isEqualTo(json("{'ok':1}"));
    }

    @Test
    @Clause("TASK-5")
    @DisplayName("a lease that ended is taken back with the next claim, its place in the queue kept; the late worker's"
            + " heartbeat, end and failure are refused for good")
    void reclaimed() {
        enqueue("a");
        Task late = take("a");
        enqueue("b");
        subject.clock().advance(LEASE.minusMillis(1));
        assertThat(claim(9)).extracting(Task::id).containsExactly("b");
        subject.clock().advance(Duration.ofMillis(1));
        Task again = tasks().claim("other", 1, LEASE, null).getFirst();
        assertThat(again.id()).isEqualTo("a");
        assertThat(again.state().token()).isGreaterThan(late.state().token());
        assertThat(again.state().attempts()).isEqualTo(2);
        long token = late.state().token();
        stale(() -> tasks().heartbeat("a", token, LEASE));
        stale(() -> tasks().complete("a", token, null));
        stale(() -> tasks().fail("a", token, "x", true));
        assertThat(complete(again).task().status()).isEqualTo(TaskStatus.COMPLETED);
        stale(() -> tasks().complete("a", token, null));
    }

    @Test
    @Clause("TASK-5")
    @DisplayName("heartbeats keep a lease for as long as they come; a task whose lease ended too often has failed")
    void heartbeats() {
        tasks().enqueue(task("a").retrying(2, Duration.ZERO));
        Task claimed = take("a");
        for (int i = 0; i < 5; i++) {
            subject.clock().advance(LEASE.minusSeconds(1));
            assertThat(tasks().heartbeat("a", claimed.state().token(), LEASE)).isAfter(now());
        }
        assertThat(tasks().upkeep().run()).isZero();
        subject.clock().advance(LEASE);
        assertThat(tasks().upkeep().run()).isEqualTo(1);
        assertThat(status("a")).isEqualTo(TaskStatus.READY);
        stale(() -> tasks().heartbeat("a", claimed.state().token(), LEASE));
        take("a");
        enqueue("behind", "a");
        subject.clock().advance(LEASE);
        assertThat(tasks().upkeep().run()).isEqualTo(2);
        assertThat(statuses("a", "behind")).containsExactly(TaskStatus.FAILED, TaskStatus.CANCELLED);
    }

    @Test
    @Clause("TASK-5")
    @Clause("TASK-11")
    @DisplayName(
            "however many leases end and times come at once, all are seen to, by one upkeep and by claims alone (weakness"
                    + " G.2.10: only the newest hundred are looked at)")
    void many() {
        int count = 250;
        List<NewTask> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(task("r" + i).retrying(9, Duration.ZERO));
            tasks.add(task("p" + i).within(now().plusSeconds(5), null));
        }
        tasks().enqueue(tasks);
        for (int round = 0; round < 2; round++) {
            int claimed = 0;
            // a store that gives out what is taken never comes to an end by itself
            for (List<Task> some = claim(100); !some.isEmpty() && claimed <= 2 * count; some = claim(100)) {
                claimed += some.size();
            }
            assertThat(claimed).isEqualTo(round == 0 ? count : 2 * count);
            subject.clock().advance(LEASE.plusSeconds(10));
        }
        assertThat(tasks().upkeep().run()).isEqualTo(2 * count);
        assertThat(tasks().counts(null).of(TaskStatus.READY)).isEqualTo(2L * count);
    }

    @Test
    @Clause("TASK-5")
    @DisplayName("a worker may ask for one type only")
    void types() {
        tasks().enqueue(List.of(
                NewTask.of("x").withId("a"),
                NewTask.of("y").withId("b"),
                NewTask.of("x").withId("c")));
        assertThat(tasks().claim("w", 9, LEASE, "y")).extracting(Task::id).containsExactly("b");
        assertThat(tasks().claim("w", 9, LEASE, "z")).isEmpty();
        assertThat(claim(9)).extracting(Task::id).containsExactly("a", "c");
    }

    @Test
    @Clause("TASK-7")
    @DisplayName(
            "higher priority first, older first within one; whoever has waited ten minutes longer for each priority less"
                    + " comes first (weakness G.1.13: frozen priorities, no ageing)")
    void order() {
        tasks().enqueue(task("low").withPriority(NewTask.LOW));
        tasks().enqueue(task("normal"));
        tasks().enqueue(task("high").withPriority(NewTask.HIGH));
        tasks().enqueue(task("normal-too"));
        assertThat(claim(3)).extracting(Task::id).containsExactly("high", "normal", "normal-too");
        subject.clock().advance(Task.AGEING.multipliedBy(7).plusSeconds(1));
        tasks().enqueue(task("critical").withPriority(NewTask.CRITICAL));
        assertThat(claim(2)).extracting(Task::id).startsWith("high");
        List<String> rest = new ArrayList<>();
        for (List<Task> some = claim(2); !some.isEmpty() && rest.size() < 10; some = claim(2)) {
            some.forEach(task -> rest.add(task.id()));
        }
        assertThat(rest).endsWith("low", "critical");
    }

    @Test
    @Clause("TASK-7")
    @DisplayName("a task of low priority is claimed while ever new ones of the highest come")
    void noStarvation() {
        tasks().enqueue(task("low").withPriority(0));
        int claims = 0;
        List<Task> claimed = List.of();
        for (int i = 0; i < 200 && claimed.stream().noneMatch(t -> t.id().equals("low")); i++) {
            tasks().enqueue(List.of(
                    NewTask.of("flood").withPriority(9), NewTask.of("flood").withPriority(9)));
            subject.clock().advance(Duration.ofMinutes(1));
            claimed = tasks().claim("w", 1, Duration.ofDays(1), null);
            claims++;
        }
        assertThat(claims).isLessThanOrEqualTo(200);
        assertThat(claimed).extracting(Task::id).containsExactly("low");
    }

    @Test
    @Clause("TASK-5")
    @DisplayName(
            "whoever waits for a task gets the one that is enqueued meanwhile, and that whose time comes, and else nothing")
    void waits() throws Exception {
        assertThat(tasks().claim("w", 1, LEASE, null, Duration.ofMillis(5))).isEmpty();
        Callable<String> waiter = () -> {
            List<Task> claimed = List.of();
            for (int i = 0; i < 5 && claimed.isEmpty(); i++) {
                claimed = tasks().claim("w", 1, Duration.ofHours(1), null, Duration.ofSeconds(5));
            }
            return claimed.isEmpty() ? "none" : claimed.getFirst().id();
        };
        Callable<String> enqueuer = () -> {
            tasks().enqueue(List.of(task("a"), task("b"), task("c").within(now().plusSeconds(50), null)));
            subject.clock().advance(Duration.ofSeconds(50));
            return "";
        };
        assertThat(Race.run(List.of(waiter, waiter, waiter, enqueuer))).contains("a", "b", "c");
    }
}
