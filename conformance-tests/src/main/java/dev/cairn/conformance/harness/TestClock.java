package dev.cairn.conformance.harness;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that shows a later microsecond whenever it is asked, so that no order hangs on the speed of the machine. It
 * starts shortly before a clock change in Europe.
 */
public final class TestClock implements InstantSource {
    public static final Instant START = Instant.parse("2026-03-29T00:59:59.999873Z");

    private final AtomicReference<Instant> last = new AtomicReference<>(START);

    @Override
    public Instant instant() {
        return last.updateAndGet(now -> now.plus(1, ChronoUnit.MICROS));
    }

    public Instant advance(Duration by) {
        return last.updateAndGet(now -> now.plus(by));
    }
}
