package dev.cairn.server.decorate;

import dev.cairn.logic.RetryingStore;
import dev.cairn.store.Store;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;

/** Puts the decorators around a backend, in the order of {@link Stage}. */
public final class Chain {
    /** @param retry how long a write may go on meeting others */
    public record Options(int slots, int queue, Duration deadline, Duration slow, Duration retry) {
        public static final Options DEFAULT =
                new Options(256, 8192, Duration.ofSeconds(20), Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    public static final List<Stage> STAGES = List.of(Stage.values());

    private Chain() {}

    public static Store around(Store backend, Options options, MeterRegistry meters) {
        Store store = backend;
        for (Stage stage : STAGES) {
            store = decorate(stage, store, options, meters);
        }
        return store;
    }

    private static Store decorate(Stage stage, Store inner, Options options, MeterRegistry meters) {
        return switch (stage) {
            case GUARD -> new GuardStore(inner, options.slow());
            case BOUNDED -> bounded(inner, options, meters);
            case OBSERVED -> new ObservedStore(inner, meters);
            case RETRYING -> new RetryingStore(inner, options.retry());
        };
    }

    private static Store bounded(Store inner, Options options, MeterRegistry meters) {
        BoundedStore bounded =
                new BoundedStore(inner, new BoundedStore.Bounds(options.slots(), options.queue(), options.deadline()));
        Gauge.builder("cairn.store.running", bounded, BoundedStore::running).register(meters);
        Gauge.builder("cairn.store.waiting", bounded, BoundedStore::waiting).register(meters);
        return bounded;
    }
}
