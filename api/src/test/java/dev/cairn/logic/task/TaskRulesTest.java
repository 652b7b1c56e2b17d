package dev.cairn.logic.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.logic.Limits;
import dev.cairn.model.TaskStatus;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaskRulesTest {
    private static final Map<TaskStatus, Set<TaskStatus>> NEXT = new EnumMap<>(Map.of(
            TaskStatus.PENDING,
            EnumSet.of(TaskStatus.READY, TaskStatus.BLOCKED, TaskStatus.FAILED, TaskStatus.CANCELLED),
            TaskStatus.BLOCKED,
            EnumSet.of(TaskStatus.READY, TaskStatus.PENDING, TaskStatus.FAILED, TaskStatus.CANCELLED),
            TaskStatus.READY,
            EnumSet.of(TaskStatus.RUNNING, TaskStatus.BLOCKED, TaskStatus.FAILED, TaskStatus.CANCELLED),
            TaskStatus.RUNNING,
            EnumSet.of(
                    TaskStatus.COMPLETED,
                    TaskStatus.FAILED,
                    TaskStatus.CANCELLED,
                    TaskStatus.PENDING,
                    TaskStatus.READY),
            TaskStatus.COMPLETED,
            EnumSet.noneOf(TaskStatus.class),
            TaskStatus.FAILED,
            EnumSet.noneOf(TaskStatus.class),
            TaskStatus.CANCELLED,
            EnumSet.noneOf(TaskStatus.class)));

    @Test
    void of_all_pairs_exactly_these_may_follow() {
        for (TaskStatus from : TaskStatus.values()) {
            for (TaskStatus to : TaskStatus.values()) {
                assertThat(TaskRules.follows(from, to))
                        .as("%s to %s", from, to)
                        .isEqualTo(NEXT.getOrDefault(from, Set.of()).contains(to));
            }
        }
    }

    @Test
    void a_backoff_doubles_up_to_the_longest() {
        Duration first = Duration.ofSeconds(10);
        assertThat(TaskRules.backoff(first, 1)).isEqualTo(first);
        assertThat(TaskRules.backoff(first, 4)).isEqualTo(Duration.ofSeconds(80));
        assertThat(TaskRules.backoff(first, 100)).isEqualTo(Limits.TASK_BACKOFF);
        assertThat(TaskRules.backoff(Duration.ZERO, 100)).isZero();
    }

    @Test
    void a_graph_finds_its_circle_its_layers_and_its_paths() {
        TaskGraph graph = new TaskGraph(Map.of(
                "d", List.of("b", "c"), "b", List.of("a", "elsewhere"), "c", List.of("a"), "a", List.<String>of()));
        assertThat(graph.cycle()).isEmpty();
        assertThat(graph.layers()).hasSize(3).first().isEqualTo(List.of("a"));
        assertThat(graph.path("d", "a")).hasSize(3).startsWith("d").endsWith("a");
        assertThat(graph.path("a", "d")).isEmpty();
        TaskGraph round = new TaskGraph(Map.of("a", List.of("b"), "b", List.of("a"), "c", List.of("a")));
        assertThat(round.cycle().orElseThrow()).hasSize(3);
        assertThat(round.layers()).isEmpty();
    }
}
