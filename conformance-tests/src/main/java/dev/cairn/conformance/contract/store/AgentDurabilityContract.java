package dev.cairn.conformance.contract.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.CrashChild;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.Subject;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.Namespace;
import dev.cairn.model.Task;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskStatus;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Capability;
import dev.cairn.store.Store;
import dev.cairn.store.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** DUR-1 for tasks and memories: kill and reopen. */
public abstract class AgentDurabilityContract extends Group {
    private static final WorkspaceId WS = new WorkspaceId("agents");
    private static final int ENOUGH = 120;
    private static final int ALL = 1_000_000;

    private StoreSettings database;

    @BeforeEach
    final void durableOnly() throws Exception {
        if (!subject.has(Capability.DURABLE)) {
            throw Subject.notApplicable("the store does not declare DURABLE and starts empty (CAP-1)");
        }
        database = subject.freshDatabase();
        try (Store store = subject.open(database)) {
            store.workspaces().create(new Workspace(WS, now(), false));
        }
    }

    @Test
    @Clause("DUR-1")
    @Clause("TASK-6")
    @Clause("MEM-2")
    @Clause("MEM-6")
    @DisplayName(
            "a process killed while four agents work loses no transition of a task and no version of a memory that it"
                    + " was told of; a completion is there with all that follows from it, or not at all; words lead to the newest"
                    + " versions")
    void killed() throws Exception {
        List<String> said = new ArrayList<>();
        try (CrashChild child = CrashChild.start(subject, WS, database, "work")) {
            assertThat(child.next()).isEqualTo("open");
            while (said.size() < ENOUGH) {
                said.add(child.next());
            }
            said.addAll(child.kill());
        }
        try (Store store = subject.open(database)) {
            store.read(WS, "kit.read", view -> {
                tasks(view, said);
                memories(view, said);
                return 1;
            });
        }
    }

    private static void tasks(View view, List<String> said) {
        Map<String, TaskStatus> found =
                view.tasks().page(TaskFilter.ALL, null, ALL).stream().collect(Collectors.toMap(Task::id, Task::status));
        for (String line : said) {
            String id = line.substring(line.indexOf(' ') + 1);
            if (line.matches("(enqueued|claimed|completed) t\\d-\\d+")) {
                assertThat(found).as(line).containsKeys(id, id + "-a", id + "-b");
                if (!line.startsWith("enqueued")) {
                    assertThat(found.get(id))
                            .as(line)
                            .isIn(
                                    line.startsWith("completed")
                                            ? List.of(TaskStatus.COMPLETED)
                                            : List.of(TaskStatus.RUNNING, TaskStatus.COMPLETED));
                }
            }
        }
        found.forEach((id, status) -> {
            if (id.matches("t\\d-\\d+")) {
                TaskStatus behind = status == TaskStatus.COMPLETED ? TaskStatus.READY : TaskStatus.BLOCKED;
                assertThat(found)
                        .as("behind %s, which is %s", id, status)
                        .containsEntry(id + "-a", behind)
                        .containsEntry(id + "-b", behind);
            }
        });
    }

    private static void memories(View view, List<String> said) {
        Map<String, Long> told = new HashMap<>();
        said.stream()
                .filter(line -> line.matches("put w\\d \\d+"))
                .map(line -> line.split(" ", -1))
                .forEach(words -> told.merge(words[1], Long.parseLong(words[2]), Math::max));
        assertThat(told).isNotEmpty();
        told.forEach((writer, version) -> {
            MemoryKey id = Samples.memoryKey("crash/" + writer, "round");
            Memory newest = view.memories().find(id).orElseThrow();
            assertThat(newest.version()).as(writer).isBetween(version, version + 1);
            long last = newest.version();
            assertThat(view.memories().history(id, Long.MAX_VALUE, newest.updatedAt(), ALL))
                    .extracting(Memory::version)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, last)
                            .map(back -> last + 1 - back)
                            .limit(101)
                            .boxed()
                            .toList());
            MemoryFilter below = MemoryFilter.below(id.namespace());
            assertThat(view.memorySearch().page(below.containing("round" + (last - 1)), newest.updatedAt(), null, 10))
                    .containsExactly(newest);
            assertThat(view.memorySearch().page(below.containing("round" + (last - 2)), newest.updatedAt(), null, 10))
                    .isEmpty();
        });
    }

    @Test
    @Clause("DUR-1")
    @Clause("MEM-6")
    @DisplayName(
            "after each reopen words and fields find exactly what they match, what was changed, deleted and moved since"
                    + " included")
    void reopened() throws Exception {
        for (int life = 0; life < 3; life++) {
            try (Store store = subject.open(database)) {
                assertFound(store);
                // more than any index may keep waiting, and not a round number of them
                for (int from = 0; from < 350; from += 50) {
                    put(store, life, from);
                }
                assertFound(store);
            }
        }
        try (Store store = subject.open(database)) {
            assertFound(store);
        }
    }

    private void put(Store store, int life, int from) throws Exception {
        Subject.write(store, WS, tx -> {
            List<Memory> next = new ArrayList<>();
            for (int i = from; i < from + 50; i++) {
                MemoryKey id = Samples.memoryKey("n" + i % 3, "k" + i);
                long version = tx.memories().find(id).map(Memory::version).orElse(0L) + 1;
                boolean gone = (i + life) % 5 == 4 && version > 1;
                String value = "{\"text\":\"red%d blue%d\",\"n\":%d}".formatted((i + life) % 7, i % 11, i % 4);
                next.add(Samples.memory(id, version, gone ? null : value, now()));
            }
            tx.memories().put(next, 100);
            return next.size();
        });
    }

    private void assertFound(Store store) throws Exception {
        store.read(WS, "kit.read", view -> {
            List<Memory> all = view.memorySearch().page(MemoryFilter.ALL, now(), null, ALL);
            for (String words : List.of("red0", "red6", "blue3", "RED2 blue1", "green", "k17")) {
                MemoryFilter filter = MemoryFilter.ALL.containing(words);
                for (MemoryFilter one : List.of(
                        filter,
                        filter.having(Map.of("n", 1L)),
                        MemoryFilter.below(Namespace.of("n1")).containing(words))) {
                    assertThat(view.memorySearch().page(one, now(), null, ALL))
                            .as(one.toString())
                            .containsExactlyElementsOf(all.stream()
                                    .filter(memory -> one.matches(memory, memory.updatedAt()))
                                    .toList());
                }
            }
            return 1;
        });
    }
}
