package dev.cairn.conformance.harness;

import dev.cairn.spi.StoreProvider;
import dev.cairn.spi.StoreSettings;
import java.util.List;
import java.util.Set;

/**
 * How the kit gets at one backend; a dozen lines. Needs a constructor without parameters that does nothing.
 *
 * <p>What a backend's engine can do besides is said by implementing {@link Networked}, {@link Restartable}, {@link
 * Pausable}, {@link Explainable} or {@link Connections}; the tests of what is not implemented are reported as not
 * applicable, with the reason.
 */
public interface StoreFixture {
    /** The provider under test. Its class must be public with a public constructor, as for any registered provider. */
    StoreProvider provider();

    /** Starts the engine, once per test class. Fails when there is none: the kit never skips quietly. */
    default void start() throws Exception {}

    /** Settings of a new, empty logical database or file, at each call another one. */
    StoreSettings freshDatabase() throws Exception;

    /** Clauses that this backend does not keep yet, each with a reason and a date. */
    default List<Waiver> waivers() {
        return List.of();
    }

    /** Beginnings of the names of threads that a driver keeps for the whole process, whatever is closed (LIFE-5). */
    default Set<String> sharedThreads() {
        return Set.of();
    }

    /** Names the file of the report. */
    default String reportName() {
        return provider().name();
    }

    /** Stops what {@link #start} started and removes every fresh database. */
    default void close() throws Exception {}
}
