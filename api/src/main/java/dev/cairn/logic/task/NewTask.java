package dev.cairn.logic.task;

import dev.cairn.model.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A task to enqueue. Null means the default.
 *
 * @param id default: minted
 * @param type what kind of work it is
 * @param key makes enqueueing again harmless (TASK-3); default: none
 * @param source default: empty
 * @param parent a task that is there, or stands earlier in the same call
 * @param after ids of tasks that must be completed first: ones that are there, or anywhere in the same call
 * @param priority 0 to 9, higher first; default: {@link #NORMAL}
 * @param maxAttempts default: {@link #ATTEMPTS}
 * @param backoff default: {@link #BACKOFF}
 */
public record NewTask(
        @Nullable String id,
        String type,
        @Nullable String key,
        @Nullable String source,
        @Nullable String session,
        @Nullable String parent,
        List<String> after,
        @Nullable Integer priority,
        @Nullable JsonObject input,
        @Nullable Integer maxAttempts,
        @Nullable Duration backoff,
        @Nullable Instant notBefore,
        @Nullable Instant deadline) {
    public static final int LOW = 2;
    public static final int NORMAL = 5;
    public static final int HIGH = 7;
    public static final int CRITICAL = 9;

    public static final int ATTEMPTS = 3;
    public static final Duration BACKOFF = Duration.ofSeconds(10);

    public NewTask {
        after = List.copyOf(after);
    }

    public static NewTask of(String type) {
        return new NewTask(null, type, null, null, null, null, List.of(), null, null, null, null, null, null);
    }

    /** The same with this id. */
    public NewTask withId(String newId) {
        return with(draft -> draft.id = newId);
    }

    /** The same, enqueued once however often it is sent. */
    public NewTask withKey(String newKey) {
        return with(draft -> draft.key = newKey);
    }

    /** The same, waiting for these. */
    public NewTask after(String... prerequisites) {
        return with(draft -> draft.after = List.of(prerequisites));
    }

    /** The same as a part of that task, and of that session. */
    public NewTask in(@Nullable String newParent, @Nullable String newSession) {
        return with(draft -> {
            draft.parent = newParent;
            draft.session = newSession;
        });
    }

    /** The same, as urgent as that. */
    public NewTask withPriority(int newPriority) {
        return with(draft -> draft.priority = newPriority);
    }

    /** The same with this input. */
    public NewTask withInput(JsonObject newInput) {
        return with(draft -> draft.input = newInput);
    }

    /** The same, tried so often, with so long between the first two. */
    public NewTask retrying(int attempts, Duration newBackoff) {
        return with(draft -> {
            draft.maxAttempts = attempts;
            draft.backoff = newBackoff;
        });
    }

    /** The same within these times. */
    public NewTask within(@Nullable Instant earliest, @Nullable Instant latest) {
        return with(draft -> {
            draft.notBefore = earliest;
            draft.deadline = latest;
        });
    }

    private NewTask with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.task();
    }

    /** What the methods above can change. */
    private static final class Draft {
        private final NewTask from;
        private @Nullable String id;
        private @Nullable String key;
        private @Nullable String session;
        private @Nullable String parent;
        private List<String> after;
        private @Nullable Integer priority;
        private @Nullable JsonObject input;
        private @Nullable Integer maxAttempts;
        private @Nullable Duration backoff;
        private @Nullable Instant notBefore;
        private @Nullable Instant deadline;

        Draft(NewTask from) {
            this.from = from;
            id = from.id;
            key = from.key;
            session = from.session;
            parent = from.parent;
            after = from.after;
            priority = from.priority;
            input = from.input;
            maxAttempts = from.maxAttempts;
            backoff = from.backoff;
            notBefore = from.notBefore;
            deadline = from.deadline;
        }

        NewTask task() {
            return new NewTask(
                    id,
                    from.type,
                    key,
                    from.source,
                    session,
                    parent,
                    after,
                    priority,
                    input,
                    maxAttempts,
                    backoff,
                    notBefore,
                    deadline);
        }
    }
}
