package dev.cairn.memory.base;

import java.time.Instant;

/** A place in a list, newest first within its bucket: all, or those that have one thing in common. */
public record ListKey(String bucket, Instant time, String id) implements Comparable<ListKey> {
    @Override
    public int compareTo(ListKey that) {
        int order = bucket.compareTo(that.bucket);
        if (order == 0) {
            order = that.time.compareTo(time);
        }
        return order == 0 ? that.id.compareTo(id) : order;
    }
}
