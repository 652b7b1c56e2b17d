package dev.cairn.conformance.model;

import dev.cairn.model.PageKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Choices that a seed decides, among values so few that they meet: taken ids, equal times, stale versions. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean coin() {
        return random.nextBoolean();
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** One to three different ones, in any order. */
    <T> List<T> some(List<T> values) {
        List<T> chosen = new ArrayList<>();
        int count = 1 + random.nextInt(random.nextInt(3) + 1);
        for (int i = 0; i < count; i++) {
            T value = pick(values);
            if (!chosen.contains(value)) {
                chosen.add(value);
            }
        }
        return List.copyOf(chosen);
    }

    <T> @Nullable T maybe(Supplier<T> source) {
        return random.nextBoolean() ? source.get() : null;
    }

    <T> @Nullable T seldom(Supplier<T> source) {
        return random.nextInt(4) == 0 ? source.get() : null;
    }

    <T> List<T> several(Supplier<T> source) {
        List<T> items = new ArrayList<>();
        // the first that is refused ends the transaction, so most are short
        int count = 1 + random.nextInt(random.nextInt(3) + 1);
        for (int i = 0; i < count; i++) {
            items.add(source.get());
        }
        return List.copyOf(items);
    }

    Instant time() {
        return Pools.T0.plus(micros(), ChronoUnit.MICROS);
    }

    int micros() {
        return pick(Pools.OFFSETS);
    }

    PageKey key(List<String> ids) {
        return new PageKey(time(), pick(ids));
    }

    int index() {
        return random.nextInt(3);
    }

    int limit() {
        return pick(List.of(1, 2, 100));
    }

    int stale() {
        return random.nextInt(8) == 0 ? 1 : 0;
    }
}
