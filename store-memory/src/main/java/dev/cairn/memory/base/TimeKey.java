package dev.cairn.memory.base;

import java.time.Instant;

/** Oldest first within its group. */
public record TimeKey(String group, Instant time, String id) implements Comparable<TimeKey> {
    @Override
    public int compareTo(TimeKey that) {
        int order = group.compareTo(that.group);
        if (order == 0) {
            order = time.compareTo(that.time);
        }
        return order == 0 ? id.compareTo(that.id) : order;
    }
}
