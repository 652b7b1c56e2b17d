package dev.cairn.sqlite;

import java.util.function.BooleanSupplier;

/** A short wait without sleep: to sleep and to be woken takes longer than what is waited for. */
final class Look {
    /** Between two system calls that let others run. */
    private static final int SPINS = 32;

    private Look() {}

    /** Waits until it is there, or so long has passed, behind whoever else could run on this processor. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it but how long others wait
    static void until(BooleanSupplier there, long nanos) {
        long began = System.nanoTime();
        while (!there.getAsBoolean() && System.nanoTime() - began < nanos) {
            for (int i = 0; i < SPINS && !there.getAsBoolean(); i++) {
                Thread.onSpinWait();
            }
            Thread.yield();
        }
    }
}
