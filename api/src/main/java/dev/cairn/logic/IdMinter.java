package dev.cairn.logic;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/** Mints UUIDv7 (RFC 9562): time-ordered, and strictly rising within this minter even when the clock stands or goes back. */
public final class IdMinter {
    private static final int COUNTER_BITS = 12;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private long last;

    public IdMinter(InstantSource clock) {
        this.clock = clock;
    }

    public String next() {
        long high = tick();
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        long millis = high >>> COUNTER_BITS;
        long counter = high & ((1 << COUNTER_BITS) - 1);
        return new UUID((millis << 16) | 0x7000L | counter, low).toString();
    }

    /** Milliseconds and a 12-bit counter in one number; a full counter borrows the next millisecond. */
    private synchronized long tick() {
        long now = clock.millis() << COUNTER_BITS;
        last = Math.max(now, last + 1);
        return last;
    }
}
