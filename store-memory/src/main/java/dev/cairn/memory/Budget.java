package dev.cairn.memory;

import dev.cairn.error.OverCapacity;
import java.util.concurrent.atomic.AtomicLong;

/** How many bytes the store holds, about; refuses more than the limit instead of dying of it. */
final class Budget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    Budget(long limit) {
        this.limit = limit;
    }

    /** @throws OverCapacity when {@code bytes} is positive and there is no room; then nothing is taken */
    void take(long bytes) {
        long now = used.addAndGet(bytes);
        if (bytes > 0 && now > limit) {
            used.addAndGet(-bytes);
            throw new OverCapacity("memory", limit);
        }
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
