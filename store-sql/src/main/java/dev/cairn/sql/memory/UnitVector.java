package dev.cairn.sql.memory;

import dev.cairn.model.Embedding;

/** Embeddings of length 1, for engines that compare them in float32: whatever their length was, nothing overflows. */
public final class UnitVector {
    /** Of float32, relative. */
    private static final double ROUNDING = 0x1p-24;

    private UnitVector() {}

    /** As text: [0.6,0.8]. */
    public static String of(Embedding embedding) {
        float[] values = embedding.values();
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        StringBuilder text = new StringBuilder(values.length * 12).append('[');
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : ",").append((float) (values[i] / length));
        }
        return text.append(']').toString();
    }

    /**
     * How far the product of two such vectors, summed in float32 in any order, may be from the cosine. Each number is rounded
     * once, each product once, each sum once, and no sum of absolute products is greater than 1: (n + 3) roundings. Twice that.
     */
    static double doubt(int dimension) {
        return 2 * (dimension + 3) * ROUNDING;
    }
}
