package dev.cairn.model;

/**
 * What names a memory in its workspace. Ordered by namespace and then key, by bytes.
 *
 * @param namespace never the root
 * @param key any text but the empty one
 */
public record MemoryKey(Namespace namespace, String key) implements Comparable<MemoryKey> {
    @Override
    public int compareTo(MemoryKey that) {
        int order = namespace.compareTo(that.namespace);
        return order == 0 ? Texts.BYTE_ORDER.compare(key, that.key) : order;
    }

    /** As errors name it: {@code namespace/key}. */
    @Override
    public String toString() {
        return namespace.path() + "/" + key;
    }
}
