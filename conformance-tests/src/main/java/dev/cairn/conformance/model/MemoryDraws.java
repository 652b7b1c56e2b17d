package dev.cairn.conformance.model;

import dev.cairn.model.Embedding;
import dev.cairn.model.JsonObject;
import dev.cairn.model.KeyPattern;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Namespace;
import java.util.List;
import java.util.Map;

/** Random operations on memories. */
final class MemoryDraws {
    private final Dice dice;

    MemoryDraws(Dice dice) {
        this.dice = dice;
    }

    private MemoryKey id() {
        return dice.pick(Pools.MEMORIES);
    }

    private MemoryType type() {
        return dice.pick(List.of(MemoryType.values()));
    }

    private Namespace prefix() {
        return dice.pick(Pools.NAMESPACES);
    }

    private Embedding embedding() {
        return dice.coin()
                ? Embedding.of("e", 1 + dice.below(3), dice.below(3))
                : Embedding.of("e", 1, dice.below(3), 2);
    }

    MemoryCommands.Put put() {
        return new MemoryCommands.Put(
                dice.some(Pools.MEMORIES),
                new MemoryCommands.Content(
                        type(),
                        dice.pick(Pools.MEMORY_VALUES),
                        dice.coin() ? JsonObject.EMPTY : JsonObject.of(Map.of("key", dice.pick(Pools.TEXTS))),
                        dice.seldom(dice::time),
                        dice.seldom(this::embedding)),
                dice.time(),
                dice.pick(List.of(0, 1, 2, 100)),
                dice.stale());
    }

    Command command() {
        int kind = dice.below(100);
        if (kind < 50) {
            return put();
        }
        if (kind < 68) {
            return new MemoryCommands.Delete(id(), dice.time());
        }
        if (kind < 80) {
            return new MemoryCommands.Restore(id(), dice.below(3), dice.time());
        }
        if (kind < 92) {
            return new MemoryCommands.Move(id(), id(), dice.time());
        }
        return kind < 96 ? new MemoryCommands.DropExpired(dice.time()) : new MemoryCommands.Forget(dice.time());
    }

    private MemoryFilter filter() {
        MemoryFilter filter = new MemoryFilter(
                prefix(),
                dice.seldom(this::type),
                dice.seldom(() -> new KeyPattern(dice.pick(Pools.PATTERNS))),
                Map.of(),
                dice.seldom(() -> dice.pick(Pools.WORDS)));
        return dice.below(4) == 0 ? filter.having(Map.of("n", (long) dice.below(2))) : filter;
    }

    Operation.Query query() {
        return switch (dice.below(10)) {
            case 0 -> new MemoryQueries.Find(id());
            case 1 -> new MemoryQueries.FindVersion(id(), 1 + dice.below(3));
            case 2 ->
                new MemoryQueries.History(
                        id(), dice.coin() ? Long.MAX_VALUE : 1 + dice.below(4), dice.time(), dice.limit());
            case 3 -> new MemoryQueries.Expired(dice.time());
            case 4 -> new MemoryQueries.FindAll(dice.some(Pools.MEMORIES));
            case 5 ->
                new MemoryQueries.Namespaces(
                        prefix(), dice.coin() ? "" : prefix().encoded(), dice.time(), dice.limit());
            case 6 ->
                new MemoryQueries.Vectors(
                        prefix(),
                        dice.seldom(this::type),
                        2 + dice.below(2),
                        dice.time(),
                        dice.maybe(this::id),
                        dice.limit());
            default -> new MemoryQueries.Page(filter(), dice.time(), dice.maybe(this::id), dice.limit());
        };
    }
}
