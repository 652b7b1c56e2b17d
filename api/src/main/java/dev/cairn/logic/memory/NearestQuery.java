package dev.cairn.logic.memory;

import dev.cairn.logic.Inputs;
import dev.cairn.logic.Limits;
import dev.cairn.model.Embedding;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * What to look for by likeness.
 *
 * @param embedding only embeddings of the same dimension are compared
 * @param prefix this namespace and all below it
 * @param type null for every type
 * @param limit 1 to {@link Limits#MAX_PAGE}
 */
public record NearestQuery(
        Embedding embedding, Namespace prefix, @Nullable MemoryType type, int limit) {
    public NearestQuery {
        Inputs.pageLimit(limit);
    }

    public static NearestQuery to(Embedding embedding, int limit) {
        return new NearestQuery(embedding, Namespace.ROOT, null, limit);
    }
}
