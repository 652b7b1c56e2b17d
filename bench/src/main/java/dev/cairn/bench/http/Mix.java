package dev.cairn.bench.http;

/** Which operation comes next, and on which execution: the same sequence in every run. */
final class Mix {
    /** Six of ten are reads. */
    enum Operation {
        LIST,
        GET,
        STEPS,
        CREATE,
        STEP
    }

    private Mix() {}

    private static long hash(long n) {
        long h = (n + 1) * 0x9E3779B97F4A7C15L;
        h = (h ^ h >>> 32) * 0xD6E8FEB86659FD93L;
        return h ^ h >>> 32;
    }

    /** From 0 to 9, each as often. */
    static int tenth(long n) {
        return (int) Long.remainderUnsigned(hash(n), 10);
    }

    static Operation operation(long n) {
        return switch (tenth(n)) {
            case 0, 1 -> Operation.LIST;
            case 2, 3 -> Operation.GET;
            case 4, 5 -> Operation.STEPS;
            case 6, 7 -> Operation.CREATE;
            default -> Operation.STEP;
        };
    }

    /** A number below {@code count}. */
    static int pick(long n, int count) {
        return (int) Long.remainderUnsigned(hash(~n), count);
    }
}
