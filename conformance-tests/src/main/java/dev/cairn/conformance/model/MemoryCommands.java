package dev.cairn.conformance.model;

import dev.cairn.model.Embedding;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations that write memories. */
final class MemoryCommands {
    private MemoryCommands() {}

    /** What a new version says. */
    record Content(
            MemoryType type,
            String value,
            JsonObject metadata,
            @Nullable Instant expiresAt,
            @Nullable Embedding embedding) {}

    private static Memory next(Transaction transaction, MemoryKey id, Content content, Instant at, int stale) {
        Optional<Memory> stored = transaction.memories().find(id);
        return new Memory(
                id,
                stored.map(Memory::version).orElse(0L) + 1 - stale,
                content.type(),
                content.value(),
                content.metadata(),
                stored.map(Memory::createdAt).orElse(at),
                at,
                content.expiresAt(),
                content.embedding());
    }

    private static Memory deletion(Memory live, Instant at) {
        return new Memory(
                live.id(), live.version() + 1, live.type(), null, live.metadata(), live.createdAt(), at, null, null);
    }

    /**
     * Several keys that say the same.
     *
     * @param ids distinct
     * @param stale how many versions behind the stored one the expected version is, for all; where nothing is stored, 0
     */
    record Put(List<MemoryKey> ids, Content content, Instant at, int kept, int stale) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            List<Memory> next = ids.stream()
                    .map(id -> next(
                            transaction,
                            id,
                            content,
                            at,
                            transaction.memories().find(id).isPresent() ? stale : 0))
                    .filter(memory -> memory.version() > 0)
                    .toList();
            if (!next.isEmpty()) {
                transaction.memories().put(next, kept);
            }
            return next.stream().map(Memory::version).toList();
        }
    }

    record Delete(MemoryKey id, Instant at) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            Optional<Memory> live = transaction.memories().find(id).filter(memory -> !memory.deleted());
            live.ifPresent(memory -> transaction.memories().put(List.of(deletion(memory, at)), 100));
            return live.isPresent();
        }
    }

    /** Puts an earlier version again. */
    record Restore(MemoryKey id, int back, Instant at) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            long newest = transaction.memories().find(id).map(Memory::version).orElse(0L);
            Optional<Memory> earlier =
                    transaction.memories().find(id, newest - back).filter(memory -> !memory.deleted());
            earlier.ifPresent(memory -> transaction
                    .memories()
                    .put(
                            List.of(new Memory(
                                    id,
                                    newest + 1,
                                    memory.type(),
                                    memory.value(),
                                    memory.metadata(),
                                    memory.createdAt(),
                                    at,
                                    memory.expiresAt(),
                                    memory.embedding())),
                            100));
            return earlier;
        }
    }

    /** To where nothing lives. */
    record Move(MemoryKey from, MemoryKey to, Instant at) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            Optional<Memory> live = transaction.memories().find(from).filter(memory -> !memory.deleted());
            boolean free = transaction.memories().find(to).map(Memory::deleted).orElse(true);
            if (live.isEmpty() || !free) {
                return false;
            }
            Memory memory = live.get();
            Content content = new Content(
                    memory.type(),
                    String.valueOf(memory.value()),
                    memory.metadata(),
                    memory.expiresAt(),
                    memory.embedding());
            transaction.memories().put(List.of(next(transaction, to, content, at, 0), deletion(memory, at)), 100);
            return true;
        }
    }

    record DropExpired(Instant now) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            return transaction.memories().dropExpired(now, 1_000);
        }
    }

    record Forget(Instant before) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            return transaction.memories().forget(before, 1_000);
        }
    }
}
