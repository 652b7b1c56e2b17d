package dev.cairn.sqlite;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something for the writer lane to do, and the caller's wait for its outcome. */
final class Job<T extends @Nullable Object> {
    private static final Logger LOG = LoggerFactory.getLogger(Job.class);

    /** Runs on the lane. */
    @FunctionalInterface
    interface Body<T extends @Nullable Object> {
        T run(Link link) throws Throwable;
    }

    /** Runs on the lane once the job is committed, before the caller goes on. */
    @FunctionalInterface
    interface AfterCommit<T extends @Nullable Object> {
        void accept(T value);
    }

    private final Body<T> body;
    private final AfterCommit<T> afterCommit;
    private final boolean exclusive;
    private final Outcome<T> outcome = new Outcome<>();
    private @Nullable T value;
    private @Nullable Throwable failure;

    private Job(Body<T> body, AfterCommit<T> afterCommit, boolean exclusive) {
        this.body = body;
        this.afterCommit = afterCommit;
        this.exclusive = exclusive;
    }

    static <T extends @Nullable Object> Job<T> transaction(Body<T> body, AfterCommit<T> afterCommit) {
        return new Job<>(body, afterCommit, false);
    }

    /** Outside any transaction. */
    static <T extends @Nullable Object> Job<T> exclusive(Body<T> body) {
        return new Job<>(body, value -> {}, true);
    }

    boolean exclusive() {
        return exclusive;
    }

    /** Keeps what happens for {@link #answer}; true when the body returned. */
    boolean run(Link link) {
        try {
            failure = null;
            value = body.run(link);
            return true;
        } catch (Throwable e) {
            // given to the caller as it is, errors too (TX-3); the lane lives on
            failure = e;
            return false;
        }
    }

    boolean failed() {
        return failure != null;
    }

    /** To be called once what {@link #run} did is committed, in the order of commits. */
    @SuppressWarnings("NullAway") // T may be nullable; value is what the body returned
    void committed() {
        if (failure != null) {
            return;
        }
        try {
            afterCommit.accept(value);
        } catch (RuntimeException | Error e) {
            LOG.warn("after a commit", e);
        }
    }

    /** Keeps for {@link #answer} why what {@link #run} did is lost. */
    void fail(Throwable reason) {
        failure = reason;
    }

    /** Lets the caller go on with what was kept. */
    @SuppressWarnings("NullAway") // as above
    void answer() {
        if (failure != null) {
            outcome.fail(failure);
        } else {
            outcome.succeed(value);
        }
    }

    Outcome<T> outcome() {
        return outcome;
    }

    T get() {
        return outcome.get();
    }
}
