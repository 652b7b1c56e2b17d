package dev.cairn.conformance.contract.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.RuleGroup;
import dev.cairn.logic.task.NewTask;
import dev.cairn.logic.task.Tasks;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Task;
import dev.cairn.model.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Short ways to enqueue, claim and end tasks. */
public abstract class TaskGroup extends RuleGroup {
    protected static final Duration LEASE = Duration.ofSeconds(30);

    protected static JsonObject json(String text) {
        return JsonObject.parse("json", text.replace('\'', '"'));
    }

    protected final Tasks tasks() {
        return space.tasks();
    }

    protected static NewTask task(String id, String... after) {
        return NewTask.of("build").withId(id).after(after);
    }

    protected final Task enqueue(String id, String... after) {
        return tasks().enqueue(task(id, after));
    }

    protected final List<Task> claim(int count) {
        return tasks().claim("worker", count, LEASE, null);
    }

    /** Claims the one that must be next. */
    protected final Task take(String id) {
        List<Task> claimed = claim(1);
        assertThat(claimed).extracting(Task::id).containsExactly(id);
        return claimed.getFirst();
    }

    protected final Tasks.Ended complete(Task claimed) {
        return tasks().complete(claimed.id(), claimed.state().token(), null);
    }

    protected final TaskStatus status(String id) {
        return tasks().get(id).status();
    }

    protected final List<TaskStatus> statuses(String... ids) {
        return Stream.of(ids).map(this::status).toList();
    }

    /** A task of its own that has come to that status. */
    protected final Task at(String id, TaskStatus status) {
        return switch (status) {
            case PENDING -> tasks().enqueue(task(id).within(now().plusSeconds(3_600), null));
            case BLOCKED -> {
                tasks().enqueue(task("before-" + id).within(now().plusSeconds(3_600), null));
                yield enqueue(id, "before-" + id);
            }
            case READY -> enqueue(id);
            case RUNNING -> {
                enqueue(id);
                yield claimed(id);
            }
            case COMPLETED -> {
                enqueue(id);
                yield complete(claimed(id)).task();
            }
            case FAILED -> {
                enqueue(id);
                yield tasks().fail(id, claimed(id).state().token(), "broken", false)
                        .task();
            }
            case CANCELLED -> {
                enqueue(id);
                yield tasks().cancel(id, "not needed").task();
            }
        };
    }

    private Task claimed(String id) {
        return claim(100).stream()
                .filter(task -> task.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
