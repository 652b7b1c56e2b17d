package dev.cairn.conformance.contract.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.contract.RuleGroup;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.IllegalTransition;
import dev.cairn.error.NotFound;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.memory.Memories;
import dev.cairn.logic.memory.NearestQuery;
import dev.cairn.logic.memory.NewMemory;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.Embedding;
import dev.cairn.model.EntityKind;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Namespace;
import dev.cairn.model.NamespaceCount;
import dev.cairn.model.Page;
import dev.cairn.model.Position;
import dev.cairn.store.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules of memories: versions, deletion, expiry, namespaces, limits. */
public abstract class MemoryRuleContract extends RuleGroup {
    private static final String NS = "user/alice";
    private static final MemoryKey THEME = Samples.memoryKey(NS, "theme");

    private Memories memories() {
        return space.memories();
    }

    private static NewMemory theme(String json) {
        return NewMemory.of(NS, "theme", json.replace('\'', '"'));
    }

    private Memory put(NewMemory input) {
        return memories().put(input).value();
    }

    private Optional<Memory> optional(Function<View, Optional<Memory>> read) {
        return subject.read(read::apply);
    }

    @Test
    @Clause("MEM-9")
    @Clause("MEM-2")
    @DisplayName(
            "type, metadata and birth stay over versions unless given; expiry and embedding are of their version; the"
                    + " version before can still be read (weakness G.1.15: metadata lost on update)")
    void carried() {
        JsonObject metadata = JsonObject.parse("m", "{\"by\":\"ada\"}");
        Memory first = put(theme("{ 'mode' : 'dark' }")
                .ofType(MemoryType.PROCEDURAL)
                .withMetadata(metadata)
                .lasting(Duration.ofHours(1))
                .withEmbedding(Embedding.of("e", 1, 2)));
        assertThat(first.value()).isEqualTo("{\"mode\":\"dark\"}");
        assertThat(first.expiresAt()).isEqualTo(first.updatedAt().plus(Duration.ofHours(1)));
        subject.clock().advance(Duration.ofMinutes(1));
        Memory second = put(theme("2"));
        assertThat(second)
                .isEqualTo(new Memory(
                        THEME,
                        2,
                        MemoryType.PROCEDURAL,
                        "2",
                        metadata,
                        first.createdAt(),
                        second.updatedAt(),
                        null,
                        null));
        assertThat(second.updatedAt()).isAfter(first.updatedAt());
        assertThat(memories().get(THEME)).isEqualTo(second);
        assertThat(memories().get(THEME, 1)).isEqualTo(first);
        assertThat(put(theme("3").withMetadata(JsonObject.EMPTY).ofType(MemoryType.EPISODIC)))
                .satisfies(third -> assertThat(third.metadata()).isEqualTo(JsonObject.EMPTY))
                .satisfies(third -> assertThat(third.type()).isEqualTo(MemoryType.EPISODIC));
        assertThat(put(NewMemory.of(NS, "new", "1")).type()).isEqualTo(MemoryType.SEMANTIC);
        assertThatThrownBy(() -> memories().get(Samples.memoryKey(NS, "none"))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> memories().get(THEME, 9)).isInstanceOf(NotFound.class);
    }

    @Test
    @Clause("MEM-9")
    @Clause("TX-4")
    @DisplayName(
            "six writers on one key make versions without a gap; of those that expect the same version one is applied"
                    + " (weakness G.1.3: two read the same maximum)")
    void races() throws Exception {
        Callable<Boolean> writer = () -> {
            for (int i = 0; i < 8; i++) {
                put(theme("{'n':" + i + "}"));
            }
            return true;
        };
        Race.run(Collections.nCopies(6, writer));
        assertThat(memories().history(THEME, PageRequest.first(1_000)).items())
                .extracting(Memory::version)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 48).boxed().toList().reversed());
        Callable<Boolean> expecting = () -> {
            try {
                put(theme("1").expecting(48));
                return true;
            } catch (ConditionFailed failed) {
                assertThat(failed.actual()).isEqualTo(49);
                return false;
            }
        };
        assertThat(Race.run(Collections.nCopies(6, expecting))).containsOnlyOnce(true);
    }

    @Test
    @Clause("MEM-9")
    @DisplayName(
            "an expected version is the stored one, deletions counted; 0 is for nothing live (weakness G.2.2: an update"
                    + " looks at no version)")
    void expected() {
        assertThatThrownBy(() -> put(theme("1").expecting(1)))
                .isInstanceOfSatisfying(
                        ConditionFailed.class,
                        failed -> assertThat(failed.actual()).isZero());
        put(theme("1").expecting(0));
        assertThatThrownBy(() -> put(theme("1").expecting(0)))
                .isInstanceOfSatisfying(
                        ConditionFailed.class,
                        failed -> assertThat(failed.actual()).isEqualTo(1));
        assertThatThrownBy(() -> memories().delete(THEME, 2L)).isInstanceOf(ConditionFailed.class);
        memories().delete(THEME, 1L);
        assertThat(put(theme("2").expecting(0)).version()).isEqualTo(3);
        memories().delete(THEME, null);
        assertThatThrownBy(() -> put(theme("2").expecting(3))).isInstanceOf(ConditionFailed.class);
        assertThat(put(theme("2").expecting(4)).version()).isEqualTo(5);
    }

    @Test
    @Clause("MEM-10")
    @Clause("MEM-2")
    @DisplayName("a deleted memory is not found but its versions are; it can be restored, and so can any version")
    void restores() {
        put(theme("1").withEmbedding(Embedding.of("e", 1)).ofType(MemoryType.EPISODIC));
        put(theme("2").withEmbedding(Embedding.of("e", 2)));
        assertThatThrownBy(() -> memories().restore(THEME, null, null)).isInstanceOf(IllegalTransition.class);
        memories().delete(THEME, null);
        assertThatThrownBy(() -> memories().get(THEME)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> memories().delete(THEME, null)).isInstanceOf(NotFound.class);
        assertThat(memories().get(THEME, 3).deleted()).isTrue();
        assertThat(memories().get(THEME, 1).value()).isEqualTo("1");
        assertThatThrownBy(() -> memories().restore(THEME, null, 2L)).isInstanceOf(ConditionFailed.class);
        Memory restored = memories().restore(THEME, null, 3L).value();
        assertThat(restored.version()).isEqualTo(4);
        assertThat(restored.value()).isEqualTo("2");
        assertThat(restored.embedding()).isEqualTo(Embedding.of("e", 2));
        assertThat(memories().restore(THEME, 1L, null).value().value()).isEqualTo("1");
        assertThat(memories().get(THEME).version()).isEqualTo(5);
        assertThatThrownBy(() -> memories().restore(THEME, 3L, null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> memories().restore(Samples.memoryKey("no", "no"), null, null))
                .isInstanceOf(NotFound.class);
    }

    @Test
    @Clause("MEM-4")
    @Clause("FEED-1")
    @DisplayName(
            "what is past its expiry is not got, found or counted before it is collected; collecting deletes it, tells"
                    + " the feed and drops the value; a put goes on from there")
    void expiry() throws Exception {
        put(theme("1"));
        put(theme("'brief'").lasting(Duration.ofSeconds(10)));
        put(NewMemory.of(NS, "other", "1").lasting(Duration.ofSeconds(20)));
        subject.clock().advance(Duration.ofSeconds(10));
        assertThatThrownBy(() -> memories().get(THEME)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> memories().get(THEME, 2)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> memories().delete(THEME, null)).isInstanceOf(NotFound.class);
        assertThat(memories().get(THEME, 1).value()).isEqualTo("1");
        assertThat(found(MemoryFilter.ALL)).containsExactly("other");
        assertThat(namespaces("", 1)).containsExactly("user 1");
        Position before = subject.read(view -> view.position());
        assertThat(space.memories().upkeep().expire()).isEqualTo(1);
        assertThat(space.memories().upkeep().expire()).isZero();
        assertThat(settled(before))
                .extracting(change -> change.kind() + " " + change.id() + " " + change.op() + " " + change.version())
                .containsExactly("MEMORY theme DELETE 3");
        assertThat(optional(view -> view.memories().find(THEME, 2))).isEmpty();
        assertThat(put(theme("4").expecting(0)).version()).isEqualTo(4);
        subject.clock().advance(Duration.ofSeconds(10));
        assertThat(put(NewMemory.of(NS, "other", "2").expecting(0)).version()).isEqualTo(2);
        memories().delete(THEME, null);
        subject.clock().advance(Duration.ofDays(2));
        assertThat(space.memories().upkeep().forget(Duration.ofDays(3))).isZero();
        assertThat(space.memories().upkeep().forget(Duration.ofDays(1))).isEqualTo(1);
        assertThat(put(theme("1")).version()).isEqualTo(1);
    }

    private List<String> found(MemoryFilter filter) {
        return memories().search(filter, PageRequest.first(1_000)).items().stream()
                .map(memory -> memory.id().key())
                .toList();
    }

    private List<String> namespaces(String prefix, int depth) {
        List<String> all = new ArrayList<>();
        Page<NamespaceCount> page;
        String cursor = null;
        do {
            page = memories()
                    .namespaces(Namespace.of(prefix), depth, new PageRequest(2, cursor, PageRequest.TotalMode.NONE));
            page.items().forEach(count -> all.add(count.namespace() + " " + count.count()));
            cursor = page.next();
        } while (cursor != null && all.size() < 1_000);
        return all;
    }

    @Test
    @Clause("MEM-3")
    @Clause("PAGE-1")
    @DisplayName(
            "namespaces list by depth and prefix, in pages, with the live memories that each holds; deleted ones do not"
                    + " count, and one left without any is gone")
    void depths() {
        for (String path : List.of("a", "a/b", "a/b/c", "a/d", "a b", "ab/c/d", "z")) {
            put(NewMemory.of(path, "k", "1"));
            put(NewMemory.of(path, "l", "1"));
        }
        memories().delete(Samples.memoryKey("a/d", "k"), null);
        memories().delete(Samples.memoryKey("z", "k"), null);
        memories().delete(Samples.memoryKey("z", "l"), null);
        assertThat(namespaces("", 1)).containsExactly("a 7", "a b 2", "ab 2");
        assertThat(namespaces("", 2)).containsExactly("a 2", "a/b 4", "a/d 1", "a b 2", "ab/c 2");
        assertThat(namespaces("", 3)).containsExactly("a 2", "a/b 2", "a/b/c 2", "a/d 1", "a b 2", "ab/c/d 2");
        assertThat(namespaces("a", 2)).containsExactly("a 2", "a/b 4", "a/d 1");
        assertThat(namespaces("a/b", 16)).containsExactly("a/b 2", "a/b/c 2");
        assertThat(namespaces("none", 1)).isEmpty();
    }

    @Test
    @Clause("MEM-8")
    @DisplayName(
            "getting, listing and searching leave version, time, feed and every other version as they were (weakness"
                    + " G.2.1: each recall writes)")
    void readsWriteNothing() throws Exception {
        Memory stored = put(theme("{'w':'word'}").withEmbedding(Embedding.of("e", 1, 1)));
        Position before = subject.read(view -> view.position());
        for (int i = 0; i < 20; i++) {
            assertThat(memories().get(THEME)).isEqualTo(stored);
            memories().get(THEME, 1);
            memories().history(THEME, PageRequest.first(10));
            assertThat(found(MemoryFilter.ALL.containing("word"))).containsExactly("theme");
            namespaces("", 1);
            memories().nearest(NearestQuery.to(Embedding.of("e", 1, 0), 5));
        }
        assertThat(memories().get(THEME)).isEqualTo(stored);
        assertThat(memories().history(THEME, PageRequest.first(10)).items()).containsExactly(stored);
        assertThat(settled(before))
                .filteredOn(change -> change.kind() == EntityKind.MEMORY)
                .isEmpty();
        assertThat(settled(Position.START))
                .filteredOn(change -> change.kind() == EntityKind.MEMORY)
                .extracting(Change::op)
                .containsExactly(ChangeOp.PUT);
    }
}
