package dev.cairn.spi;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs reads that ask for one thing without a transaction around them. One statement is one snapshot by itself (TX-2), and
 * beginning and ending a transaction can cost more than the statement.
 *
 * <p>Whether a closure asks for more shows only when it does. It is then run again in a transaction (TX-9), and its
 * operation is remembered: later reads by that name get a transaction at once. One per store.
 */
public final class AutocommitReads {
    private static final int MAX_REMEMBERED = 1_000;

    /** Operations of which a closure once asked for more than one statement. */
    private final Set<String> composite = ConcurrentHashMap.newKeySet();

    /** Runs the closure without a transaction, telling {@code run} what it asks for. */
    @FunctionalInterface
    public interface Attempt<T extends @Nullable Object, X extends Exception> {
        T read(Run run) throws X;
    }

    /** Runs the closure in a transaction. */
    @FunctionalInterface
    public interface Whole<T extends @Nullable Object, X extends Exception> {
        T read() throws X;
    }

    /**
     * @param operation as given to {@code Store.read}; there should be few
     * @return what the attempt returned, if it needed no transaction, else what {@code whole} returned
     */
    public <T extends @Nullable Object, X extends Exception> T read(
            String operation, Attempt<T, X> attempt, Whole<T, X> whole) throws X {
        if (composite.contains(operation) || composite.size() >= MAX_REMEMBERED) {
            return whole.read();
        }
        Run run = new Run();
        try {
            T result = attempt.read(run);
            if (!run.abandoned) {
                return result;
            }
        } catch (Throwable e) {
            // whatever the closure made of the signal, or in spite of it, does not count
            if (!run.abandoned) {
                throw e;
            }
        }
        composite.add(operation);
        return whole.read();
    }

    /** One run of a closure without a transaction. Used by one thread. */
    public static final class Run {
        private boolean asked;
        private boolean abandoned;

        private Run() {}

        /**
         * To be called before each statement. Throws, to leave the closure, when a transaction is needed.
         *
         * @param sufficient whether this statement answers by itself all that the engine must know, such as whether the
         *     workspace lives
         */
        public void statement(boolean sufficient) {
            if (asked || !sufficient) {
                throw abandon();
            }
            asked = true;
        }

        /**
         * To be called when something is asked for that only a transaction can answer, such as a position.
         *
         * @return to be thrown; a closure that catches it changes nothing
         */
        public RuntimeException abandon() {
            abandoned = true;
            return new Abandoned();
        }
    }

    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("this read is run again in a transaction", null, false, false);
        }
    }
}
