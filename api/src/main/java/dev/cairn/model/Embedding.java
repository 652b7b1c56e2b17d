package dev.cairn.model;

import dev.cairn.error.InvalidArgument;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A vector given by the caller, 1 to {@link #MAX_DIMENSION} finite float32 numbers, not all of them 0. */
public final class Embedding {
    public static final int MAX_DIMENSION = 4_096;

    private final float[] values;

    private Embedding(float[] values) {
        this.values = values;
    }

    /** @throws InvalidArgument naming {@code field} for too many or no numbers, NaN, infinity, or nothing but 0 */
    public static Embedding of(String field, float... values) {
        if (values.length == 0 || values.length > MAX_DIMENSION) {
            throw new InvalidArgument(field, "must have 1 to " + MAX_DIMENSION + " numbers, has " + values.length);
        }
        boolean zero = true;
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new InvalidArgument(field + "[" + i + "]", "must be a finite float32 number");
            }
            zero &= values[i] == 0;
        }
        if (zero) {
            throw new InvalidArgument(field, "must not be zero in every direction");
        }
        return new Embedding(values.clone());
    }

    /** Takes what {@link #bytes()} gave out before, unchecked: for backends that read it back. */
    public static Embedding stored(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new Embedding(values);
    }

    /** Each number in four bytes, the lowest first. */
    public byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    public int dimension() {
        return values.length;
    }

    public float[] values() {
        return values.clone();
    }

    /**
     * The one scoring function, so that every backend gives the same score to the last bit: products of float32 in float64,
     * summed in four lanes in a fixed order.
     *
     * @param other of the same dimension
     * @return -1 to 1
     */
    public double cosine(Embedding other) {
        if (other.values.length != values.length) {
            throw new IllegalArgumentException("dimension " + other.values.length + " beside " + values.length);
        }
        // one root of both: of parallel vectors it mostly gives 1 exactly; squares of float32 neither overflow nor
        // vanish
        double norms = Math.sqrt(dot(values, values) * dot(other.values, other.values));
        return Math.max(-1, Math.min(1, dot(values, other.values) / norms));
    }

    private static double dot(float[] a, float[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            s0 += (double) a[i] * b[i];
            s1 += (double) a[i + 1] * b[i + 1];
            s2 += (double) a[i + 2] * b[i + 2];
            s3 += (double) a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += (double) a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Embedding that && Arrays.equals(that.values, values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "embedding of " + values.length;
    }
}
