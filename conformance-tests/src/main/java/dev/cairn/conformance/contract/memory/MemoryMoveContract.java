package dev.cairn.conformance.contract.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.contract.RuleGroup;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.logic.Limits;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.memory.Memories;
import dev.cairn.logic.memory.NewMemory;
import dev.cairn.model.EntityKind;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Namespace;
import dev.cairn.model.Position;
import dev.cairn.store.Committed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules of memories: several at once, and from namespace to namespace. */
public abstract class MemoryMoveContract extends RuleGroup {
    private Memories memories() {
        return space.memories();
    }

    private Memory put(String namespace, String key, String json) {
        return memories().put(NewMemory.of(namespace, key, json)).value();
    }

    private List<String> all() {
        return memories().search(MemoryFilter.ALL, PageRequest.first(1_000)).items().stream()
                .map(memory -> memory.id() + "=" + memory.value() + "@" + memory.version())
                .toList();
    }

    @Test
    @Clause("MEM-10")
    @Clause("TX-1")
    @DisplayName("several memories are put in one revision, new ones and next versions, or none of them")
    void bulk() throws Exception {
        put("n", "k1", "0");
        put("n", "k2", "0");
        memories().delete(Samples.memoryKey("n", "k2"), null);
        Position before = subject.read(view -> view.position());
        List<NewMemory> inputs = IntStream.range(0, 150)
                .mapToObj(i -> NewMemory.of("n", "k" + i, "\"word" + i + "\""))
                .toList();
        Committed<List<Memory>> put = memories().putAll(inputs);
        assertThat(put.value())
                .extracting(memory -> memory.id().key() + "@" + memory.version())
                .startsWith("k0@1", "k1@2", "k2@3", "k3@1");
        assertThat(settled(before))
                .filteredOn(change -> change.kind() == EntityKind.MEMORY)
                .hasSize(150)
                .allSatisfy(change -> assertThat(change.revision()).isEqualTo(put.revision()));
        assertThat(memories()
                        .search(MemoryFilter.ALL.containing("word149"), PageRequest.first(9))
                        .items())
                .extracting(memory -> memory.id().key())
                .containsExactly("k149");
        List<String> present = all();
        assertThat(present).hasSize(150);
        assertThatThrownBy(() -> memories()
                        .putAll(List.of(
                                NewMemory.of("n", "fresh", "1"),
                                NewMemory.of("n", "k1", "1"),
                                NewMemory.of("n", "k2", "1").expecting(2))))
                .isInstanceOfSatisfying(ConditionFailed.class, failed -> {
                    assertThat(failed.id()).isEqualTo("n/k2");
                    assertThat(failed.actual()).isEqualTo(3);
                });
        assertThat(all()).isEqualTo(present);
    }

    @Test
    @Clause("MEM-10")
    @DisplayName(
            "publishing puts the newest version into another namespace as the next one there, and leaves it where it was")
    void publishes() {
        JsonObject metadata = JsonObject.parse("m", "{\"by\":\"ada\"}");
        memories()
                .put(NewMemory.of("session/1", "plan", "1")
                        .withMetadata(metadata)
                        .ofType(MemoryType.PROCEDURAL));
        Memory published = memories()
                .publish(Samples.memoryKey("session/1", "plan"), Namespace.of("project/x"))
                .value();
        assertThat(published.metadata()).isEqualTo(metadata);
        assertThat(published.type()).isEqualTo(MemoryType.PROCEDURAL);
        put("session/1", "plan", "2");
        memories().publish(Samples.memoryKey("session/1", "plan"), Namespace.of("project/x"));
        assertThat(all()).containsExactly("project/x/plan=2@2", "session/1/plan=2@2");
        assertThatThrownBy(() -> memories().publish(Samples.memoryKey("session/1", "no"), Namespace.of("p")))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> memories().publish(Samples.memoryKey("session/1", "plan"), Namespace.of("session/1")))
                .isInstanceOf(InvalidArgument.class);
        assertThatThrownBy(() -> memories().publish(Samples.memoryKey("session/1", "plan"), Namespace.ROOT))
                .isInstanceOf(InvalidArgument.class);
    }

    @Test
    @Clause("MEM-10")
    @DisplayName("moving one memory deletes it where it was, and never replaces what lives, but may what was deleted")
    void moves() {
        put("a", "k", "1");
        put("b", "k", "2");
        assertThatThrownBy(() -> memories().move(Samples.memoryKey("a", "k"), Namespace.of("b")))
                .isInstanceOf(AlreadyExists.class);
        memories().delete(Samples.memoryKey("b", "k"), null);
        Memory moved =
                memories().move(Samples.memoryKey("a", "k"), Namespace.of("b")).value();
        assertThat(moved.version()).isEqualTo(3);
        assertThat(all()).containsExactly("b/k=1@3");
        assertThat(memories().get(Samples.memoryKey("a", "k"), 2).deleted()).isTrue();
        memories().move(Samples.memoryKey("b", "k"), Namespace.of("a"));
        assertThat(all()).containsExactly("a/k=1@3");
    }

    @Test
    @Clause("MEM-10")
    @Clause("MEM-3")
    @DisplayName("moving a namespace takes what is below it along, in one transaction or not at all, and no neighbour")
    void movesAll() {
        for (String path : List.of("a", "a/b", "a/b/c", "a b", "ab", "x/y")) {
            put(path, "k", "\"" + path + "\"");
        }
        int moved = memories().moveAll(Namespace.of("a"), Namespace.of("x/y/z")).value();
        assertThat(moved).isEqualTo(3);
        assertThat(all())
                .containsExactly(
                        "a b/k=\"a b\"@1",
                        "ab/k=\"ab\"@1",
                        "x/y/k=\"x/y\"@1",
                        "x/y/z/k=\"a\"@1",
                        "x/y/z/b/k=\"a/b\"@1",
                        "x/y/z/b/c/k=\"a/b/c\"@1");
        assertThat(memories().moveAll(Namespace.of("a"), Namespace.of("q")).value())
                .isZero();
        put("free/b", "k", "1");
        put("free/a", "k", "1");
        List<String> present = all();
        assertThatThrownBy(() -> memories().moveAll(Namespace.of("free"), Namespace.of("x/y/z")))
                .isInstanceOfSatisfying(
                        AlreadyExists.class, taken -> assertThat(taken.id()).isEqualTo("x/y/z/b/k"));
        for (List<String> wrong :
                List.of(List.of("a", "a/b"), List.of("a/b", "a"), List.of("", "a"), List.of("a", ""))) {
            assertThatThrownBy(() -> memories().moveAll(Namespace.of(wrong.getFirst()), Namespace.of(wrong.getLast())))
                    .isInstanceOf(InvalidArgument.class);
        }
        assertThatThrownBy(() -> memories().moveAll(Namespace.of("free"), Namespace.of("d/".repeat(15) + "d")))
                .isInstanceOf(LimitExceeded.class);
        assertThat(all()).isEqualTo(present);
    }

    @Test
    @Clause("MEM-10")
    @Clause("LIM-1")
    @DisplayName("a move is bounded: one memory more than the limit and nothing moves")
    void bounded() {
        memories()
                .putAll(IntStream.range(0, Limits.MEMORY_BATCH)
                        .mapToObj(i -> NewMemory.of("big", "k" + i, "1"))
                        .toList());
        put("big/er", "k", "1");
        assertThatThrownBy(() -> memories().moveAll(Namespace.of("big"), Namespace.of("to")))
                .isInstanceOf(LimitExceeded.class);
        memories().delete(Samples.memoryKey("big/er", "k"), null);
        assertThat(memories().moveAll(Namespace.of("big"), Namespace.of("to")).value())
                .isEqualTo(Limits.MEMORY_BATCH);
        assertThat(memories()
                        .search(MemoryFilter.below(Namespace.of("big")), PageRequest.first(1))
                        .items())
                .isEmpty();
    }
}
