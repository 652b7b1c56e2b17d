package dev.cairn.conformance.perf;

import dev.cairn.conformance.perf.Load.Threads;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A floor, if there is one, and connections to it that are kept for a whole suite. */
final class Lanes implements AutoCloseable {
    private final @Nullable Floor floor;
    private final List<Floor.Lane> lanes = new ArrayList<>();

    /** One operation on a lane; {@code n} counts the operations of the whole loop. */
    interface Call {
        void run(Floor.Lane lane, int index, long n) throws Exception;
    }

    Lanes(@Nullable Floor floor, int readers) throws Exception {
        this.floor = floor;
        if (floor != null) {
            for (int i = 0; i < Math.max(readers, floor.writers()); i++) {
                lanes.add(floor.lane());
            }
        }
    }

    boolean present() {
        return floor != null;
    }

    /** At most {@code most}, the writes that share a transaction. */
    int group(int most) {
        return floor == null ? 1 : Math.min(most, floor.group());
    }

    int writers() {
        return floor == null ? 0 : floor.writers();
    }

    Floor.Lane lane(int index) {
        return lanes.get(index);
    }

    /** So many readers, each on a lane of its own; null without a floor. */
    Rounds.@Nullable Round reads(Run run, int readers, Call call) {
        return floor == null
                ? null
                : () -> Load.closed(readers, Threads.PLATFORM, run.round(), index -> {
                    Floor.Lane lane = lane(index);
                    return n -> call.run(lane, index, n);
                });
    }

    /** All writers, in transactions of {@code group} writes; null without a floor. */
    Rounds.@Nullable Round writes(Run run, int group, Call call) {
        return floor == null
                ? null
                : () -> Load.closed(writers(), Threads.PLATFORM, run.round(), caller(group, call))
                        .times(group);
    }

    /** As {@link #writes}, exactly {@code total} writes. */
    Sample writes(long total, int group, Call call) throws Exception {
        return Load.counted(writers(), Threads.PLATFORM, total / group, caller(group, call))
                .times(group);
    }

    private Load.Callers caller(int group, Call call) {
        return index -> {
            Floor.Lane lane = lane(index);
            return n -> lane.transaction(() -> {
                for (int i = 0; i < group; i++) {
                    call.run(lane, index, n * group + i);
                }
            });
        };
    }

    String describe(int group) {
        return floor == null
                ? "no floor below maps"
                : "floor: " + writers() + (writers() == 1 ? " connection, " : " connections, ")
                        + (group == 1 ? "one transaction each" : "transactions of " + group);
    }

    @Override
    public void close() throws Exception {
        for (Floor.Lane lane : lanes) {
            lane.close();
        }
        if (floor != null) {
            floor.close();
        }
    }
}
