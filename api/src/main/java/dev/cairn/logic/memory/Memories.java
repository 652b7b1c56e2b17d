package dev.cairn.logic.memory;

import dev.cairn.error.InvalidArgument;
import dev.cairn.error.NotFound;
import dev.cairn.logic.Cursors;
import dev.cairn.logic.Limits;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.Pages;
import dev.cairn.logic.Scope;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.Namespace;
import dev.cairn.model.NamespaceCount;
import dev.cairn.model.Page;
import dev.cairn.model.ScoredMemory;
import dev.cairn.store.Committed;
import dev.cairn.store.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The memories of one workspace. */
public final class Memories {
    private static final int SCAN = 1_000;

    private final Scope scope;

    public Memories(Scope scope) {
        this.scope = scope;
    }

    /**
     * Puts a new version, whatever is there or where that is the expected one (MEM-1).
     *
     * @throws dev.cairn.error.ConditionFailed kind "memory" with the actual version
     */
    public Committed<Memory> put(NewMemory input) {
        return scope.write("memories.put", MemoryWrites.put(scope, input));
    }

    /**
     * Puts a new version of each, all or none.
     *
     * @param inputs 1 to {@link Limits#MEMORY_BATCH} of distinct keys
     * @return what is there now, in the order given
     * @throws dev.cairn.error.ConditionFailed kind "memory" with the actual version
     */
    public Committed<List<Memory>> putAll(List<NewMemory> inputs) {
        return scope.write("memories.putAll", MemoryWrites.putAll(scope, inputs));
    }

    /** @throws NotFound kind "memory" where there is none, or it is deleted or past its expiry */
    public Memory get(MemoryKey id) {
        MemoryRules.key(id);
        Instant now = scope.now();
        Memory found = scope.store()
                .read(
                        scope.workspace(),
                        "memories.get",
                        view -> view.memories().find(id).orElse(null));
        return MemoryRules.requireLive(id, found, now);
    }

    /**
     * Exactly this version, also of a deleted key, and also the deletion itself.
     *
     * @throws NotFound kind "memory version" where there is none any more, or it is past its expiry
     */
    public Memory get(MemoryKey id, long version) {
        MemoryRules.key(id);
        Instant now = scope.now();
        return scope.store()
                .read(
                        scope.workspace(),
                        "memories.version",
                        view -> view.memories().find(id, version))
                .filter(found -> !found.expiredAt(now))
                .orElseThrow(() -> new NotFound("memory version", id + "@" + version));
    }

    /**
     * Newest first, deletions too, without versions past their expiry.
     *
     * @throws NotFound kind "memory" where the first page is empty
     */
    public Page<Memory> history(MemoryKey id, PageRequest request) {
        MemoryRules.key(id);
        Instant now = scope.now();
        long before = Cursors.number(request.cursor(), Long.MAX_VALUE);
        List<Memory> found = scope.store()
                .read(
                        scope.workspace(),
                        "memories.history",
                        view -> view.memories().history(id, before, now, request.limit() + 1));
        if (found.isEmpty() && request.cursor() == null) {
            throw new NotFound("memory", id.toString());
        }
        return Pages.cut(found, request.limit(), memory -> Cursors.of(memory.version()), null);
    }

    /**
     * Puts a deletion as the next version; earlier versions stay.
     *
     * @param expectedVersion null: whatever it is
     * @return the deletion
     * @throws NotFound kind "memory"
     * @throws dev.cairn.error.ConditionFailed kind "memory" with the actual version
     */
    public Committed<Memory> delete(MemoryKey id, @Nullable Long expectedVersion) {
        return scope.write("memories.delete", MemoryWrites.delete(scope, id, expectedVersion));
    }

    /**
     * Puts what an earlier version holds as the next version, its expiry included.
     *
     * @param version null: the newest with a value, where the key is deleted
     * @param expectedVersion null: whatever it is
     * @throws NotFound kind "memory" or "memory version"
     * @throws dev.cairn.error.IllegalTransition where no version is named and the key is not deleted
     */
    public Committed<Memory> restore(MemoryKey id, @Nullable Long version, @Nullable Long expectedVersion) {
        return scope.write("memories.restore", MemoryWrites.restore(scope, id, version, expectedVersion));
    }

    /**
     * Puts a copy into another namespace under the same key, as the next version there.
     *
     * @throws NotFound kind "memory"
     */
    public Committed<Memory> publish(MemoryKey id, Namespace to) {
        return scope.write("memories.publish", MemoryWrites.transfer(scope, id, to, false));
    }

    /**
     * The same, and deletes it where it was.
     *
     * @throws NotFound kind "memory"
     * @throws dev.cairn.error.AlreadyExists kind "memory" where the other namespace has a live one
     */
    public Committed<Memory> move(MemoryKey id, Namespace to) {
        return scope.write("memories.move", MemoryWrites.transfer(scope, id, to, true));
    }

    /**
     * Moves all live memories of a namespace and below it, up to {@link Limits#MEMORY_BATCH}, or none.
     *
     * @return how many
     * @throws dev.cairn.error.AlreadyExists kind "memory" where a live one is in the way
     */
    public Committed<Integer> moveAll(Namespace from, Namespace to) {
        return scope.write("memories.moveAll", MemoryWrites.moveAll(scope, from, to));
    }

    /** By namespace and then key (PAGE-1). For export too: followed to its end it shows all. */
    public Page<Memory> search(MemoryFilter filter, PageRequest request) {
        MemoryRules.checked(filter);
        Instant now = scope.now();
        MemoryKey after = Cursors.memory(request.cursor());
        return scope.store().read(scope.workspace(), "memories.search", view -> {
            List<Memory> found = view.memorySearch().page(filter, now, after, request.limit() + 1);
            return Pages.cut(found, request.limit(), memory -> Cursors.of(memory.id()), null);
        });
    }

    /**
     * Namespaces with live memories, in order, cut to so many segments; each counts what it holds. Those with fewer segments
     * count only their own.
     *
     * @param depth 1 to {@link Namespace#MAX_SEGMENTS}
     */
    public Page<NamespaceCount> namespaces(Namespace prefix, int depth, PageRequest request) {
        if (depth < 1 || depth > Namespace.MAX_SEGMENTS) {
            throw new InvalidArgument("depth", "must be 1 to " + Namespace.MAX_SEGMENTS);
        }
        Instant now = scope.now();
        String cursor = Cursors.key(request.cursor());
        String from = cursor == null ? "" : beyond(Namespace.parse("cursor", cursor), depth);
        return scope.store().read(scope.workspace(), "memories.namespaces", view -> {
            List<NamespaceCount> cut = cut(view, prefix, depth, from, now, request.limit() + 1);
            return Pages.cut(
                    cut, request.limit(), group -> Cursors.of(group.namespace().path()), null);
        });
    }

    private static List<NamespaceCount> cut(
            View view, Namespace prefix, int depth, String from, Instant now, int limit) {
        List<NamespaceCount> groups = new ArrayList<>();
        String start = from;
        List<NamespaceCount> found;
        do {
            found = view.memorySearch().namespaces(prefix, start, now, SCAN);
            for (NamespaceCount one : found) {
                Namespace group = one.namespace().cut(depth);
                boolean same = !groups.isEmpty() && groups.getLast().namespace().equals(group);
                if (!same && groups.size() == limit) {
                    return groups;
                }
                long before = same ? groups.removeLast().count() : 0;
                groups.add(new NamespaceCount(group, before + one.count()));
            }
            start = found.isEmpty() ? start : found.getLast().namespace().next();
        } while (found.size() == SCAN);
        return groups;
    }

    /** Where the group after this one may begin. */
    private static String beyond(Namespace group, int depth) {
        String end = group.end();
        return end == null ? "" : group.depth() < depth ? group.next() : end;
    }

    /** Those whose embeddings are most like the one given, best first (MEM-7). */
    public List<ScoredMemory> nearest(NearestQuery query) {
        Instant now = scope.now();
        return scope.store().read(scope.workspace(), "memories.nearest", view -> Nearest.find(view, query, now));
    }

    /** Removes what is past its expiry or was deleted long enough ago. */
    public MemoryUpkeep upkeep() {
        return new MemoryUpkeep(scope);
    }
}
