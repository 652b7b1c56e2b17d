package dev.cairn.model;

/**
 * How near embeddings must be to be of interest.
 *
 * @param to only embeddings of the same dimension are compared with it
 * @param atLeast the least {@link Embedding#cosine} of interest; -1 for any
 */
public record Likeness(Embedding to, double atLeast) {
    public static Likeness any(Embedding to) {
        return new Likeness(to, -1);
    }

    public int dimension() {
        return to.dimension();
    }
}
