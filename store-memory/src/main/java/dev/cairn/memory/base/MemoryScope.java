package dev.cairn.memory.base;

import dev.cairn.model.EntityKind;
import dev.cairn.spi.ChangeSet;
import dev.cairn.spi.Recording;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the roles of one closure share: its changes, what the audit is to be told of them, and whether it still runs. */
public final class MemoryScope {
    private final ChangeSet changes = new ChangeSet();
    private final BiConsumer<EntityKind, String> burial;
    private @Nullable Recording recording;
    private boolean open = true;

    /** @param burial is told what is deleted with all under it */
    public MemoryScope(BiConsumer<EntityKind, String> burial) {
        this.burial = burial;
    }

    /** @throws IllegalStateException once the closure has returned (TX-7) */
    public void requireOpen() {
        if (!open) {
            throw new IllegalStateException("a view or transaction is valid only inside its closure");
        }
    }

    /**
     * The tables given, for use now. Every role asks so for its own before each use.
     *
     * @throws IllegalStateException once the closure has returned (TX-7)
     */
    public <T> T use(T tables) {
        requireOpen();
        return tables;
    }

    public ChangeSet changes() {
        return changes;
    }

    /** The changes of an execution or session that is being deleted, and of all under it, are stale from now on. */
    public void bury(EntityKind kind, String id) {
        burial.accept(kind, id);
    }

    /** What the audit is to be told of the changes; null for nothing. */
    public @Nullable Recording recording() {
        return recording;
    }

    public void record(Recording wanted) {
        requireOpen();
        recording = wanted;
    }

    /** From here on every use is refused. */
    public void end() {
        open = false;
    }
}
