package dev.cairn.conformance.fault;

import dev.cairn.error.Conflict;
import dev.cairn.error.OutcomeUnknown;
import dev.cairn.error.Unavailable;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.ForwardingStore;
import dev.cairn.store.Committed;
import dev.cairn.store.Read;
import dev.cairn.store.Store;
import dev.cairn.store.Write;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Fails some calls at random, from a seed, in the ways that an engine far away does. */
public final class FaultyStore extends ForwardingStore {
    /** How a call fails. */
    public enum Fault {
        /** {@link Unavailable}, before anything was done. */
        UNREACHABLE,
        /** {@link Conflict}, with nothing applied. */
        CONFLICT,
        /** {@link OutcomeUnknown}, after a commit that succeeded. */
        LOST_ANSWER
    }

    private final Random random;
    private final int percent;
    private final Map<Fault, Integer> injected = new EnumMap<>(Fault.class);

    /** @param percent how many calls of a hundred get each of the faults, 0 to 33 */
    public FaultyStore(Store delegate, long seed, int percent) {
        super(delegate);
        random = new Random(seed);
        this.percent = percent;
    }

    private synchronized @Nullable Fault draw(Fault... possible) {
        int at = random.nextInt(100) / percent;
        if (at >= possible.length) {
            return null;
        }
        injected.merge(possible[at], 1, Integer::sum);
        return possible[at];
    }

    /** How often each fault has come. */
    public synchronized Map<Fault, Integer> injected() {
        return Map.copyOf(injected);
    }

    private static void failBefore(@Nullable Fault fault) {
        if (fault == Fault.UNREACHABLE) {
            throw new Unavailable("a fault on purpose: out of reach", null);
        }
        if (fault == Fault.CONFLICT) {
            throw new Conflict(1, null);
        }
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(
            WorkspaceId workspace, String operation, Read<T, X> work) throws X {
        failBefore(draw(Fault.UNREACHABLE));
        return super.read(workspace, operation, work);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> Committed<T> write(
            WorkspaceId workspace, String operation, Write<T, X> work) throws X {
        Fault fault = draw(Fault.UNREACHABLE, Fault.CONFLICT, Fault.LOST_ANSWER);
        failBefore(fault);
        Committed<T> committed = super.write(workspace, operation, work);
        if (fault == Fault.LOST_ANSWER) {
            throw new OutcomeUnknown("a fault on purpose: committed, the answer lost", null);
        }
        return committed;
    }
}
