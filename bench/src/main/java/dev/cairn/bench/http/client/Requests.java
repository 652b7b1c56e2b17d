package dev.cairn.bench.http.client;

/** What a loop sends. All methods are called on the loop's threads. */
@FunctionalInterface
public interface Requests {
    /** @param n counts the requests of the whole loop from 0; each is asked for once */
    Request request(long n);

    /** Called right before the request is written. */
    default void sending(long n, long nanos) {}

    /** Called for successes only. */
    default void answered(long n, long nanos) {}
}
