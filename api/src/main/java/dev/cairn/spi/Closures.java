package dev.cairn.spi;

/** Refuses a transaction inside a transaction (TX-6). One per store; every entry runs on one thread from begin to end. */
public final class Closures {
    private final ThreadLocal<Boolean> inside = new ThreadLocal<>();

    /** @throws IllegalStateException when this thread already is inside a closure of this store */
    public Scope enter(String operation) {
        refuseInside(operation);
        inside.set(Boolean.TRUE);
        return inside::remove;
    }

    /** @throws IllegalStateException when this thread is inside a closure of this store */
    public void refuseInside(String operation) {
        if (inside.get() != null) {
            throw new IllegalStateException(
                    operation + " was called inside another transaction of this store; use the one you are given");
        }
    }

    /** Ends the closure. */
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
