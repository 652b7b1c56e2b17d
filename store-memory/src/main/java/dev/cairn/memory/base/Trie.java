package dev.cairn.memory.base;

import io.vavr.collection.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * A persistent map without order: wide and flat, so that finding one of a million touches few lines of memory. An
 * ordered map of the same size is twenty levels deep, each of them a miss of the cache.
 */
public record Trie<K, V>(HashMap<K, V> entries) {
    private static final Trie<?, ?> EMPTY = new Trie<>(HashMap.empty());

    @SuppressWarnings("unchecked") // it holds neither keys nor values
    public static <K, V> Trie<K, V> empty() {
        return (Trie<K, V>) EMPTY;
    }

    /** Null where there is none. */
    public @Nullable V get(K key) {
        return entries.getOrElse(key, null);
    }

    public V getOrDefault(K key, V absent) {
        return entries.getOrElse(key, absent);
    }

    public boolean containsKey(K key) {
        return entries.containsKey(key);
    }

    public Trie<K, V> plus(K key, V value) {
        return new Trie<>(entries.put(key, value));
    }

    public Trie<K, V> minus(K key) {
        return new Trie<>(entries.remove(key));
    }
}
