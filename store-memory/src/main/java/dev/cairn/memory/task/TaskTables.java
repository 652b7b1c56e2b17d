package dev.cairn.memory.task;

import dev.cairn.memory.base.DomainTables;
import dev.cairn.memory.base.ListKey;
import dev.cairn.memory.base.MemoryScope;
import dev.cairn.memory.base.TimeKey;
import dev.cairn.memory.base.Trie;
import dev.cairn.memory.base.Weight;
import dev.cairn.model.Task;
import dev.cairn.store.DependencyWriter;
import dev.cairn.store.TaskQueue;
import dev.cairn.store.TaskWriter;
import org.pcollections.TreePMap;

/** What a workspace holds of tasks, as persistent maps, and the roles over it. */
public final class TaskTables extends DomainTables<TaskTables> {
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

    Trie<String, Task> tasks = Trie.empty();
    Trie<String, String> keys = Trie.empty();
    TreePMap<ListKey, String> lists = TreePMap.empty();
    TreePMap<PlaceKey, String> places = TreePMap.empty();
    TreePMap<TimeKey, String> times = TreePMap.empty();

    /** Dependent and prerequisite, and whether that is completed. */
    TreePMap<PairKey, Boolean> prerequisites = TreePMap.empty();

    /** The same from the other end: prerequisite and dependent. */
    TreePMap<PairKey, Boolean> dependents = TreePMap.empty();

    /** What all of this takes, by {@link Weight}. */
    long bytes;

    @Override
    public long bytes() {
        return bytes;
    }

    public TaskWriter tasks(MemoryScope scope) {
        return new MemoryTasks(scope, this);
    }

    public TaskQueue queue(MemoryScope scope) {
        return new MemoryQueue(scope, this);
    }

    public DependencyWriter dependencies(MemoryScope scope) {
        return new MemoryDependencies(scope, this);
    }
}
