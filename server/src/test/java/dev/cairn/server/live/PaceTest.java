package dev.cairn.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final BlockingQueue<Cohort> turns = new LinkedBlockingQueue<>();
    private final Pace pace = new Pace(timer, turns::add);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private Set<Cohort> join(int followers) {
        List<Cohort> joined = new ArrayList<>();
        for (int i = 0; i < followers; i++) {
            joined.add(pace.join(Thread.ofVirtual().unstarted(() -> {})));
        }
        return Set.copyOf(joined);
    }

    private Cohort turn() throws InterruptedException {
        Cohort cohort = turns.poll(10, TimeUnit.SECONDS);
        assertThat(cohort).as("a turn").isNotNull();
        return cohort;
    }

    @Test
    void a_single_follower_has_its_turn_at_every_commit_and_at_once() {
        Cohort alone = join(1).iterator().next();
        for (int i = 1; i <= 5; i++) {
            pace.nudge();
            assertThat(turns.poll()).isSameAs(alone);
            assertThat(alone.turn()).isEqualTo(i);
        }
    }

    @Test
    void every_cohort_has_one_turn_for_all_that_came_before_it() throws Exception {
        Set<Cohort> cohorts = join(2 * Cohort.ROOM + 1);
        assertThat(cohorts).hasSize(3);
        for (int i = 0; i < 100; i++) {
            pace.nudge();
        }
        // one goes at once and once more for what came later; the others have seen it all by their first turn
        List<Cohort> had = List.of(turn(), turn(), turn(), turn());
        assertThat(had).containsAll(cohorts);
        assertThat(cohorts).allSatisfy(cohort -> assertThat(cohort.turn()).isEqualTo(100));
        assertThat(turns.poll(50, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void between_two_turns_there_is_time_for_the_followers_of_the_first() throws Exception {
        join(2 * Cohort.ROOM);
        int rounds = 10;
        // when a turn is noticed says little, when the first could begin does
        long before = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            pace.nudge();
            turn();
            turn();
        }
        long between = TimeUnit.MICROSECONDS.toNanos(100);
        assertThat(System.nanoTime() - before).isGreaterThan((2 * rounds - 1) * between);
    }

    @Test
    void who_leaves_is_not_waited_for_and_its_room_is_taken() throws Exception {
        Thread thread = Thread.ofVirtual().unstarted(() -> {});
        Cohort left = pace.join(thread);
        pace.leave(left, thread);
        Cohort next = join(1).iterator().next();
        assertThat(next).isNotSameAs(left);
        pace.nudge();
        assertThat(turn()).isSameAs(next);
    }

    @Test
    void after_the_timer_has_stopped_turns_are_given_at_once() throws Exception {
        Set<Cohort> cohorts = join(2 * Cohort.ROOM);
        timer.shutdown();
        pace.nudge();
        assertThat(List.of(turn(), turn())).containsExactlyInAnyOrderElementsOf(cohorts);
    }
}
