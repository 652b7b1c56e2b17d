package dev.cairn.error;

import java.util.List;

/** Tasks would wait for each other in a circle. */
public final class DependencyCycle extends StoreException {
    private static final int SHOWN = 20;

    private final transient List<String> cycle;

    /** @param cycle each waits for the next; the last is the first again */
    public DependencyCycle(List<String> cycle) {
        super("tasks would wait for each other: " + shown(cycle), Retry.NEVER);
        this.cycle = List.copyOf(cycle);
    }

    /** Ids of tasks, each waiting for the next; the last is the first again. */
    public List<String> cycle() {
        return cycle;
    }

    private static String shown(List<String> cycle) {
        if (cycle.size() <= SHOWN) {
            return String.join(" -> ", cycle);
        }
        return String.join(" -> ", cycle.subList(0, SHOWN - 1)) + " -> ... -> " + cycle.getLast();
    }
}
