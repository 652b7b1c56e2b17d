package dev.cairn.conformance.contract.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.model.JsonObject;
import dev.cairn.model.PageKey;
import dev.cairn.model.Task;
import dev.cairn.model.TaskCounts;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskSpec;
import dev.cairn.model.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** TASK-8: lists and counts of tasks. */
public abstract class TaskListContract extends Group {
    private static final List<TaskStatus> STATUSES = List.of(TaskStatus.values());

    private Task put(Task task) {
        subject.change(tx -> tx.tasks().insert(List.of(task)));
        return task;
    }

    @Test
    @Clause("TASK-8")
    @Clause("PAGE-1")
    @DisplayName("each filter lists exactly what matches, newest first, in pages of any size; counts agree")
    void filters() {
        List<Task> all = new ArrayList<>();
        Instant base = now();
        for (int i = 0; i < 42; i++) {
            TaskSpec spec = new TaskSpec(
                    List.of("a", "A", "%").get(i % 3),
                    "",
                    null,
                    i % 4 == 0 ? null : "s" + i % 4,
                    i % 5 == 0 ? null : "p" + i % 5,
                    5,
                    JsonObject.EMPTY,
                    1,
                    Duration.ZERO,
                    null,
                    null,
                    base.plusSeconds(i / 2));
            all.add(put(new Task("t" + i, spec, Samples.state(STATUSES.get(i % 7), base), 1)));
        }
        List<TaskFilter> filters = new ArrayList<>(List.of(
                TaskFilter.ALL,
                new TaskFilter(null, "a", null, null),
                new TaskFilter(null, "%", "s1", null),
                new TaskFilter(null, null, "s1", null),
                new TaskFilter(TaskStatus.READY, null, null, "p2"),
                new TaskFilter(TaskStatus.FAILED, "A", "s3", "p1"),
                TaskFilter.childrenOf("none")));
        for (TaskStatus status : TaskStatus.values()) {
            filters.add(TaskFilter.status(status));
        }
        Comparator<Task> newest = Comparator.comparing(
                        (Task task) -> task.spec().createdAt())
                .thenComparing(Task::id)
                .reversed();
        for (TaskFilter filter : filters) {
            List<Task> expected =
                    all.stream().filter(filter::matches).sorted(newest).toList();
            for (int limit : List.of(1, 4, 100)) {
                assertThat(paged(filter, limit)).isEqualTo(expected);
            }
        }
        assertThat(counts(null)).isEqualTo(tally(all));
        assertThat(counts("p3"))
                .isEqualTo(tally(all.stream()
                        .filter(task -> "p3".equals(task.spec().parent()))
                        .toList()));
        assertThat(counts("none").total()).isZero();
    }

    private TaskCounts counts(@Nullable String parent) {
        return subject.read(view -> view.tasks().counts(parent));
    }

    private static TaskCounts tally(List<Task> tasks) {
        return new TaskCounts(tasks.stream().collect(Collectors.groupingBy(Task::status, Collectors.counting())));
    }

    private List<Task> paged(TaskFilter filter, int limit) {
        List<Task> all = new ArrayList<>();
        List<Task> page = subject.read(view -> view.tasks().page(filter, null, limit));
        while (!page.isEmpty() && all.size() < 10_000) {
            all.addAll(page);
            Task last = page.getLast();
            PageKey key = new PageKey(last.spec().createdAt(), last.id());
            page = subject.read(view -> view.tasks().page(filter, key, limit));
        }
        return all;
    }
}
