package dev.cairn.memory.execution;

import dev.cairn.error.NotFound;
import dev.cairn.memory.base.DomainTables;
import dev.cairn.memory.base.ListKey;
import dev.cairn.memory.base.MemoryScope;
import dev.cairn.memory.base.TimeKey;
import dev.cairn.memory.base.Trie;
import dev.cairn.memory.base.Weight;
import dev.cairn.model.Artifact;
import dev.cairn.model.Execution;
import dev.cairn.model.Step;
import dev.cairn.store.ArtifactWriter;
import dev.cairn.store.Blobs.Collected;
import dev.cairn.store.ExecutionWriter;
import dev.cairn.store.LogWriter;
import dev.cairn.store.ProducerWriter;
import dev.cairn.store.StepWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** What a workspace holds of executions and of what stands under them, as persistent maps, and the roles over it. */
public final class ExecutionTables extends DomainTables<ExecutionTables> {
    record StepKey(String executionId, int index) implements Comparable<StepKey> {
        @Override
        public int compareTo(StepKey that) {
            int order = executionId.compareTo(that.executionId);
            return order == 0 ? Integer.compare(index, that.index) : order;
        }
    }

    record Producer(long last, Instant at) {}

    Trie<String, Execution> executions = Trie.empty();
    TreePMap<ListKey, Execution> lists = TreePMap.empty();
    Trie<String, Instant> leases = Trie.empty();
    TreePMap<TimeKey, String> leaseEnds = TreePMap.empty();
    TreePMap<StepKey, Step> steps = TreePMap.empty();
    Trie<String, Log> logs = Trie.empty();
    Trie<String, Artifact> artifacts = Trie.empty();
    TreePMap<TimeKey, Artifact> artifactLists = TreePMap.empty();
    TreePMap<TimeKey, Artifact> artifactEnds = TreePMap.empty();
    private Trie<String, Content> contents = Trie.empty();

    /** Content that nothing links, staged longest ago first. */
    TreePMap<TimeKey, String> unlinked = TreePMap.empty();

    TreePMap<String, Producer> producers = TreePMap.empty();

    /** What all of this takes, by {@link Weight}. */
    long bytes;

    @Override
    public long bytes() {
        return bytes;
    }

    public ExecutionWriter executions(MemoryScope scope) {
        return new MemoryExecutions(scope, this);
    }

    public StepWriter steps(MemoryScope scope) {
        return new MemorySteps(scope, this);
    }

    public LogWriter logs(MemoryScope scope) {
        return new MemoryLogs(scope, this);
    }

    public ArtifactWriter artifacts(MemoryScope scope) {
        return new MemoryArtifacts(scope, this);
    }

    public ProducerWriter producers(MemoryScope scope) {
        return new MemoryProducers(scope, this);
    }

    /** @throws NotFound kind "execution" */
    Execution require(String id) {
        Execution found = executions.get(id);
        if (found == null) {
            throw new NotFound("execution", id);
        }
        return found;
    }

    /** Null where there is none. */
    public @Nullable Content content(String hash) {
        return contents.get(hash);
    }

    /** Keeps the content under its hash, in place of what was there; null removes it. */
    void content(String hash, @Nullable Content next) {
        Content present = contents.get(hash);
        if (present != null) {
            bytes -= present.weight();
            unlinked = unlinked.minus(new TimeKey("", present.stagedAt(), hash));
        }
        contents = next == null ? contents.minus(hash) : contents.plus(hash, next);
        if (next != null) {
            bytes += next.weight();
            unlinked = next.links() > 0 ? unlinked : unlinked.plus(new TimeKey("", next.stagedAt(), hash), hash);
        }
    }

    /** Keeps the content that has this hash, or begins its grace anew where it is there already. */
    public void stage(String hash, List<byte[]> chunks, long size, Instant now) {
        Content present = content(hash);
        content(hash, present == null ? new Content(List.copyOf(chunks), size, now, 0) : present.renewed(now));
    }

    /** Removes at most {@code limit} of what nothing links and was staged earlier. */
    public Collected collect(Instant stagedBefore, int limit) {
        int blobs = 0;
        long size = 0;
        for (TimeKey staged : unlinked.keySet()) {
            Content content = content(staged.id());
            if (blobs == limit || content == null || !staged.time().isBefore(stagedBefore)) {
                break;
            }
            content(staged.id(), null);
            blobs++;
            size += content.size();
        }
        return new Collected(blobs, size);
    }
}
