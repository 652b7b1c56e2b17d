package dev.cairn.conformance.harness;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Compares the live platform threads with those that lived before a store was opened (LIFE-5). */
public final class LeakCheck {
    /** Of the JDK and of JUnit: started by need, by whomever comes first, and kept. */
    private static final List<String> SHARED = List.of(
            "ForkJoinPool",
            "VirtualThread-",
            "CompletableFutureDelayScheduler",
            "Common-Cleaner",
            "Cleaner-",
            "process reaper",
            "process-output",
            "Attach Listener",
            "SIG",
            "Finalizer",
            "junit-",
            "Read-Poller",
            "Write-Poller",
            "MasterPoller",
            "surefire-",
            "kit-");

    private final Set<Thread> before;
    private final Set<String> shared;

    private LeakCheck(Set<Thread> before, Set<String> shared) {
        this.before = before;
        this.shared = shared;
    }

    /** @param shared beginnings of the names of threads that stay by the nature of a driver */
    public static LeakCheck start(Set<String> shared) {
        return new LeakCheck(new HashSet<>(live().toList()), Set.copyOf(shared));
    }

    /** Fails, naming the threads and where they stand, unless all new ones end soon. */
    public void verify(String after) throws InterruptedException {
        verify(after, Race.PATIENCE);
    }

    void verify(String after, Duration patience) throws InterruptedException {
        if (!Race.within(patience, () -> left().isEmpty())) {
            StringBuilder message = new StringBuilder("threads left behind after ").append(after);
            for (Thread thread : left()) {
                message.append("\n  ").append(thread);
                Arrays.stream(thread.getStackTrace())
                        .limit(12)
                        .forEach(frame -> message.append("\n      at ").append(frame));
            }
            throw new AssertionError(message);
        }
    }

    private List<Thread> left() {
        return live().filter(thread -> !before.contains(thread) && !known(thread.getName()))
                .toList();
    }

    private boolean known(String name) {
        return Stream.concat(SHARED.stream(), shared.stream()).anyMatch(name::startsWith);
    }

    private static Stream<Thread> live() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive);
    }
}
