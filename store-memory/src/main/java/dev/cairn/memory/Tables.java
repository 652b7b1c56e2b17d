package dev.cairn.memory;

import dev.cairn.model.Artifact;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.Change;
import dev.cairn.model.Execution;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.Session;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.Step;
import dev.cairn.model.Task;
import dev.cairn.model.Texts;
import dev.cairn.model.WriterLease;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * Everything that one workspace holds, as persistent maps. A published instance is never changed: a transaction works on a
 * {@link #copy}, which costs a few references, and publishes that. Readers keep the instance they started with.
 */
final class Tables {
    /** A place in a list of executions. Newest first within its bucket: all, or those of one status, user or tag. */
    record ListKey(String bucket, Instant time, String id) implements Comparable<ListKey> {
        @Override
        public int compareTo(ListKey that) {
            int order = bucket.compareTo(that.bucket);
            if (order == 0) {
                order = that.time.compareTo(time);
            }
            return order == 0 ? that.id.compareTo(id) : order;
        }
    }

    record StepKey(String executionId, int index) implements Comparable<StepKey> {
        @Override
        public int compareTo(StepKey that) {
            int order = executionId.compareTo(that.executionId);
            return order == 0 ? Integer.compare(index, that.index) : order;
        }
    }

    /** Oldest first within its group: an execution's artifacts, or all that expire. */
    record TimeKey(String group, Instant time, String id) implements Comparable<TimeKey> {
        @Override
        public int compareTo(TimeKey that) {
            int order = group.compareTo(that.group);
            if (order == 0) {
                order = time.compareTo(that.time);
            }
            return order == 0 ? id.compareTo(that.id) : order;
        }
    }

    record Producer(long last, Instant at) {}

    /** By owner, and then key. */
    record StateKey(StateOwner owner, String key) implements Comparable<StateKey> {
        @Override
        public int compareTo(StateKey that) {
            int order = owner.scope().compareTo(that.owner.scope());
            if (order == 0) {
                order = owner.name().compareTo(that.owner.name());
            }
            return order == 0 ? Texts.BYTE_ORDER.compare(key, that.key) : order;
        }
    }

    /** A superseded version of a memory. */
    record VersionKey(MemoryKey id, long version) implements Comparable<VersionKey> {
        @Override
        public int compareTo(VersionKey that) {
            int order = id.compareTo(that.id);
            return order == 0 ? Long.compare(version, that.version) : order;
        }
    }

    /** Earliest first: when a version of a memory expires, or was put. */
    record MemoryTime(Instant time, VersionKey version) implements Comparable<MemoryTime> {
        @Override
        public int compareTo(MemoryTime that) {
            int order = time.compareTo(that.time);
            return order == 0 ? version.compareTo(that.version) : order;
        }
    }

    /** Newest first within its bucket: all entries, or those of one actor, action or root. */
    record AuditListKey(String bucket, Instant time, AuditPlace place) implements Comparable<AuditListKey> {
        @Override
        public int compareTo(AuditListKey that) {
            int order = bucket.compareTo(that.bucket);
            if (order == 0) {
                order = that.time.compareTo(time);
            }
            return order == 0 ? that.place.compareTo(place) : order;
        }
    }

    /** A task's place in the order of a status. */
    record PlaceKey(String bucket, long place, String id) implements Comparable<PlaceKey> {
        @Override
        public int compareTo(PlaceKey that) {
            int order = bucket.compareTo(that.bucket);
            if (order == 0) {
                order = Long.compare(place, that.place);
            }
            return order == 0 ? id.compareTo(that.id) : order;
        }
    }

    /** Two ids; those of one first id stand together. */
    record PairKey(String first, String second) implements Comparable<PairKey> {
        @Override
        public int compareTo(PairKey that) {
            int order = first.compareTo(that.first);
            return order == 0 ? second.compareTo(that.second) : order;
        }
    }

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

    Trie<String, Session> sessions = Trie.empty();
    TreePMap<ListKey, Session> sessionLists = TreePMap.empty();
    Trie<String, Events> events = Trie.empty();
    Trie<String, WriterLease> writers = Trie.empty();
    TreePMap<StateKey, StateEntry> state = TreePMap.empty();
    TreePMap<MemoryKey, Memory> memories = TreePMap.empty();
    TreePMap<VersionKey, Memory> memoryVersions = TreePMap.empty();
    Trie<String, TreePMap<MemoryKey, Boolean>> memoryTerms = Trie.empty();
    TreePMap<MemoryTime, Boolean> memoryEnds = TreePMap.empty();
    TreePMap<MemoryTime, Boolean> memoryVersionEnds = TreePMap.empty();
    TreePMap<MemoryTime, Boolean> memoryDeletions = TreePMap.empty();

    TreePMap<AuditPlace, AuditEntry> audit = TreePMap.empty();
    TreePMap<AuditListKey, AuditEntry> auditLists = TreePMap.empty();
    TreePMap<Long, AuditSeal> seals = TreePMap.empty();
    Trie<AuditPlace, AuditSeal> sealed = Trie.empty();

    Trie<String, Task> tasks = Trie.empty();
    Trie<String, String> taskKeys = Trie.empty();
    TreePMap<ListKey, String> taskLists = TreePMap.empty();
    TreePMap<PlaceKey, String> taskPlaces = TreePMap.empty();
    TreePMap<TimeKey, String> taskTimes = TreePMap.empty();

    /** Dependent and prerequisite, and whether that is completed. */
    TreePMap<PairKey, Boolean> prerequisites = TreePMap.empty();

    /** The same from the other end: prerequisite and dependent. */
    TreePMap<PairKey, Boolean> dependents = TreePMap.empty();

    FeedLog feed;
    long head;

    /** What all of this takes, by {@link Weight}. */
    long bytes;

    /** @param since positions below it belong to an earlier workspace of the same name */
    Tables(long since) {
        head = since;
        feed = FeedLog.startingAt(since);
    }

    Tables copy() {
        Tables copy = new Tables(head);
        copy.executions = executions;
        copy.lists = lists;
        copy.leases = leases;
        copy.leaseEnds = leaseEnds;
        copy.steps = steps;
        copy.logs = logs;
        copy.artifacts = artifacts;
        copy.artifactLists = artifactLists;
        copy.artifactEnds = artifactEnds;
        copy.contents = contents;
        copy.unlinked = unlinked;
        copy.producers = producers;
        copy.sessions = sessions;
        copy.sessionLists = sessionLists;
        copy.events = events;
        copy.writers = writers;
        copy.state = state;
        copy.memories = memories;
        copy.memoryVersions = memoryVersions;
        copy.memoryTerms = memoryTerms;
        copy.memoryEnds = memoryEnds;
        copy.memoryVersionEnds = memoryVersionEnds;
        copy.memoryDeletions = memoryDeletions;
        copy.audit = audit;
        copy.auditLists = auditLists;
        copy.seals = seals;
        copy.sealed = sealed;
        copy.tasks = tasks;
        copy.taskKeys = taskKeys;
        copy.taskLists = taskLists;
        copy.taskPlaces = taskPlaces;
        copy.taskTimes = taskTimes;
        copy.prerequisites = prerequisites;
        copy.dependents = dependents;
        copy.feed = feed;
        copy.bytes = bytes;
        return copy;
    }

    @Nullable
    Content content(String hash) {
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

    void feed(FeedLog next) {
        bytes += next.bytes() - feed.bytes();
        feed = next;
    }

    void append(List<Change> committed, long revision) {
        feed(feed.append(revision, committed));
        head = revision;
    }
}
