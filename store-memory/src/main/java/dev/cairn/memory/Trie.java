package dev.cairn.memory;

import io.vavr.collection.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * A persistent map without order: wide and flat, so that finding one of a million touches few lines of memory. An
 * ordered map of the same size is twenty levels deep, each of them a miss of the cache.
 */
record Trie<K, V>(HashMap<K, V> entries) {
    private static final Trie<?, ?> EMPTY = new Trie<>(HashMap.empty());

    @SuppressWarnings("unchecked") // it holds neither keys nor values
    static <K, V> Trie<K, V> empty() {
        return (Trie<K, V>) EMPTY;
    }

    @Nullable
    V get(K key) {
        return entries.getOrElse(key, null);
    }

    V getOrDefault(K key, V absent) {
        return entries.getOrElse(key, absent);
    }

    boolean containsKey(K key) {
        return entries.containsKey(key);
    }

    Trie<K, V> plus(K key, V value) {
        return new Trie<>(entries.put(key, value));
    }

    Trie<K, V> minus(K key) {
        return new Trie<>(entries.remove(key));
    }
}
