package dev.cairn.server.decorate;

import dev.cairn.error.StoreException;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.ForwardingStore;
import dev.cairn.store.Committed;
import dev.cairn.store.Read;
import dev.cairn.store.Store;
import dev.cairn.store.Write;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Times every read and write by operation and outcome: {@code cairn_store_operations}. Never by workspace or id. */
final class ObservedStore extends ForwardingStore {
    private record Key(String operation, String outcome) {}

    private final MeterRegistry meters;
    private final String backend;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    ObservedStore(Store delegate, MeterRegistry meters) {
        super(delegate);
        this.meters = meters;
        this.backend = delegate.description().backend();
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(
            WorkspaceId workspace, String operation, Read<T, X> work) throws X {
        long start = System.nanoTime();
        String outcome = "failed";
        try {
            T result = super.read(workspace, operation, work);
            outcome = "ok";
            return result;
        } catch (StoreException e) {
            outcome = e.getClass().getSimpleName();
            throw e;
        } finally {
            record(operation, outcome, start);
        }
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> Committed<T> write(
            WorkspaceId workspace, String operation, Write<T, X> work) throws X {
        long start = System.nanoTime();
        String outcome = "failed";
        try {
            Committed<T> result = super.write(workspace, operation, work);
            outcome = "ok";
            return result;
        } catch (StoreException e) {
            outcome = e.getClass().getSimpleName();
            throw e;
        } finally {
            record(operation, outcome, start);
        }
    }

    private void record(String operation, String outcome, long start) {
        timers.computeIfAbsent(new Key(operation, outcome), this::timer)
                .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Key key) {
        return Timer.builder("cairn.store.operations")
                .description("reads and writes of the store, each attempt")
                .tag("operation", key.operation())
                .tag("backend", backend)
                .tag("outcome", key.outcome())
                .publishPercentileHistogram(false)
                .register(meters);
    }
}
