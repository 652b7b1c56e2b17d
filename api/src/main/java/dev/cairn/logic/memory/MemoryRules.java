package dev.cairn.logic.memory;

import dev.cairn.error.ConditionFailed;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Limits;
import dev.cairn.model.Embedding;
import dev.cairn.model.Json;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a memory may become. Pure functions. */
final class MemoryRules {
    private MemoryRules() {}

    static MemoryKey key(MemoryKey id) {
        if (id.namespace().isRoot()) {
            throw new InvalidArgument("namespace", "must not be empty");
        }
        if (Inputs.text("key", id.key(), Limits.MEMORY_KEY).isEmpty()) {
            throw new InvalidArgument("key", "must not be empty");
        }
        return id;
    }

    /** What a caller gave, checked and made compact, before it is known what is there. */
    record Draft(NewMemory input, String value, @Nullable Instant expiresAt) {
        MemoryKey id() {
            return input.id();
        }

        /** @throws ConditionFailed kind "memory" where another version is there than expected */
        Memory over(@Nullable Memory present, Instant now) {
            expect(id(), present, input.expectedVersion(), now);
            MemoryType type = input.type();
            JsonObject metadata = input.metadata();
            if (present != null) {
                type = type == null ? present.type() : type;
                metadata = metadata == null ? present.metadata() : metadata;
            }
            return following(
                    present,
                    id(),
                    type == null ? MemoryType.SEMANTIC : type,
                    value,
                    metadata == null ? JsonObject.EMPTY : metadata,
                    now,
                    expiresAt,
                    input.embedding());
        }
    }

    static Draft draft(NewMemory input, Instant now) {
        key(input.id());
        Inputs.metadata(input.metadata());
        Object value = Json.parse("value", input.value());
        if (value == null) {
            throw new InvalidArgument("value", "must not be null; delete it instead");
        }
        return new Draft(
                input, Inputs.text("value", Json.write(value), Limits.MEMORY_VALUE), expiry(input.timeToLive(), now));
    }

    private static @Nullable Instant expiry(@Nullable Duration time, Instant now) {
        if (time == null) {
            return null;
        }
        if (time.compareTo(Duration.of(1, ChronoUnit.MICROS)) < 0) {
            throw new InvalidArgument("timeToLive", "must be longer than nothing");
        }
        Inputs.duration("timeToLive", time);
        return now.plus(time).truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * @param expected null: whatever is there; 0: nothing live
     * @throws ConditionFailed kind "memory" with the version that is there
     */
    static void expect(MemoryKey id, @Nullable Memory present, @Nullable Long expected, Instant now) {
        long actual = present == null ? 0 : present.version();
        boolean absent = present == null || !present.liveAt(now);
        if (expected != null && expected != actual && !(expected == 0 && absent)) {
            throw new ConditionFailed("memory", id.toString(), expected, actual);
        }
    }

    /** The version after the present one, or the first. */
    static Memory following(
            @Nullable Memory present,
            MemoryKey id,
            MemoryType type,
            String value,
            JsonObject metadata,
            Instant now,
            @Nullable Instant expiresAt,
            @Nullable Embedding embedding) {
        return new Memory(
                id,
                present == null ? 1 : present.version() + 1,
                type,
                value,
                metadata,
                present == null ? now : present.createdAt(),
                now,
                expiresAt,
                embedding);
    }

    /** The version after the present one, with what {@code source} holds. */
    static Memory copied(Memory source, @Nullable Memory present, MemoryKey id, Instant now) {
        return following(
                present,
                id,
                source.type(),
                value(source),
                source.metadata(),
                now,
                source.expiresAt(),
                source.embedding());
    }

    private static String value(Memory source) {
        if (source.value() == null) {
            throw new IllegalArgumentException(source.id() + " is deleted");
        }
        return source.value();
    }

    /** Type and metadata stay, for a put that follows. */
    static Memory deletion(Memory present, Instant now) {
        return new Memory(
                present.id(),
                present.version() + 1,
                present.type(),
                null,
                present.metadata(),
                present.createdAt(),
                now,
                null,
                null);
    }

    static Memory requireLive(MemoryKey id, @Nullable Memory present, Instant now) {
        if (present == null || !present.liveAt(now)) {
            throw new NotFound("memory", id.toString());
        }
        return present;
    }

    static MemoryFilter checked(MemoryFilter filter) {
        if (filter.key() != null
                && Inputs.text("key", filter.key().text(), Limits.MEMORY_KEY).isEmpty()) {
            throw new InvalidArgument("key", "must not be empty");
        }
        if (filter.fields().size() > Limits.MEMORY_FIELDS) {
            throw new LimitExceeded(
                    "fields", Limits.MEMORY_FIELDS, filter.fields().size());
        }
        for (Map.Entry<String, @Nullable Object> field : filter.fields().entrySet()) {
            Inputs.text("fields", field.getKey(), Limits.SEARCH_TEXT);
            if (!Terms.scalar(field.getValue())) {
                throw new InvalidArgument("fields." + field.getKey(), "must be a string, number, boolean or null");
            }
            if (field.getValue() instanceof String text) {
                Inputs.text("fields." + field.getKey(), text, Limits.MEMORY_VALUE);
            }
        }
        if (filter.text() != null
                && Terms.words(Inputs.text("text", filter.text(), Limits.SEARCH_TEXT))
                        .isEmpty()) {
            throw new InvalidArgument("text", "must hold at least one letter or digit");
        }
        return filter;
    }
}
