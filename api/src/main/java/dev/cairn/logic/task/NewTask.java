package dev.cairn.logic.task;

import dev.cairn.model.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        return new NewTask(
                newId,
                type,
                key,
                source,
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

    /** The same, enqueued once however often it is sent. */
    public NewTask withKey(String newKey) {
        return new NewTask(
                id,
                type,
                newKey,
                source,
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

    /** The same, waiting for these. */
    public NewTask after(String... prerequisites) {
        return new NewTask(
                id,
                type,
                key,
                source,
                session,
                parent,
                List.of(prerequisites),
                priority,
                input,
                maxAttempts,
                backoff,
                notBefore,
                deadline);
    }

    /** The same as a part of that task, and of that session. */
    public NewTask in(@Nullable String newParent, @Nullable String newSession) {
        return new NewTask(
                id,
                type,
                key,
                source,
                newSession,
                newParent,
                after,
                priority,
                input,
                maxAttempts,
                backoff,
                notBefore,
                deadline);
    }

    /** The same, as urgent as that. */
    public NewTask withPriority(int newPriority) {
        return new NewTask(
                id,
                type,
                key,
                source,
                session,
                parent,
                after,
                newPriority,
                input,
                maxAttempts,
                backoff,
                notBefore,
                deadline);
    }

    /** The same with this input. */
    public NewTask withInput(JsonObject newInput) {
        return new NewTask(
                id,
                type,
                key,
                source,
                session,
                parent,
                after,
                priority,
                newInput,
                maxAttempts,
                backoff,
                notBefore,
                deadline);
    }

    /** The same, tried so often, with so long between the first two. */
    public NewTask retrying(int attempts, Duration newBackoff) {
        return new NewTask(
                id,
                type,
                key,
                source,
                session,
                parent,
                after,
                priority,
                input,
                attempts,
                newBackoff,
                notBefore,
                deadline);
    }

    /** The same within these times. */
    public NewTask within(@Nullable Instant earliest, @Nullable Instant latest) {
        return new NewTask(
                id, type, key, source, session, parent, after, priority, input, maxAttempts, backoff, earliest, latest);
    }
}
