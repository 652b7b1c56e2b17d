package dev.cairn.store;

import dev.cairn.model.Likeness;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.MemoryVector;
import dev.cairn.model.Namespace;
import dev.cairn.model.NamespaceCount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Memories of one workspace by what they are. Only newest versions are found, and only those live at {@code now} (MEM-5);
 * every condition holds before the limit. Reading writes nothing (MEM-8).
 */
public interface MemorySearch {
    /**
     * By namespace and then key (PAGE-1).
     *
     * @param after strictly beyond this one; null from the first
     */
    List<Memory> page(MemoryFilter filter, Instant now, @Nullable MemoryKey after, int limit);

    /**
     * Namespaces that have live memories of their own, with the number of these, in order.
     *
     * @param from those whose {@link Namespace#encoded} text is at or beyond this
     */
    List<NamespaceCount> namespaces(Namespace prefix, String from, Instant now, int limit);

    /**
     * Embeddings of the same dimension, by namespace and then key. One that is less like than asked for MAY be left out, and
     * is where {@link Capability#LIKENESS} is declared, but for the few of which rounding leaves a doubt; every other MUST
     * be there (MEM-7). What is left out does not count for the limit.
     *
     * @param after strictly beyond this one; null from the first
     */
    List<MemoryVector> vectors(
            Namespace prefix,
            @Nullable MemoryType type,
            Likeness likeness,
            Instant now,
            @Nullable MemoryKey after,
            int limit);
}
