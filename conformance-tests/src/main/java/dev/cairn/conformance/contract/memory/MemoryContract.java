package dev.cairn.conformance.contract.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.TestClock;
import dev.cairn.error.ConditionFailed;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.Embedding;
import dev.cairn.model.EntityKind;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Likeness;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Namespace;
import dev.cairn.model.Position;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** MEM: versions of memories as the store keeps them. */
public abstract class MemoryContract extends Group {
    private static final Instant AT = TestClock.START;
    private static final MemoryKey THEME = Samples.memoryKey("user/alice/prefs", "theme");
    private static final int MANY = 1_000;

    private void put(Memory... next) {
        subject.change(tx -> tx.memories().put(List.of(next), MANY));
    }

    private Optional<Memory> find(MemoryKey id) {
        return subject.read(view -> view.memories().find(id));
    }

    private List<Memory> history(MemoryKey id) {
        return subject.read(view -> view.memories().history(id, Long.MAX_VALUE, AT, MANY));
    }

    private static Memory version(long version, String value) {
        return Samples.memory(THEME, version, value, AT.plusSeconds(version));
    }

    private Optional<Memory> optional(Function<View, Optional<Memory>> read) {
        return subject.read(read::apply);
    }

    private <T> List<T> list(Function<View, List<T>> read) {
        return subject.read(read::apply);
    }

    @Test
    @Clause("MEM-1")
    @Clause("KEY-2")
    @Clause("TIME-1")
    @DisplayName("every field comes back as stored, alone, among several and by version")
    void fields() {
        Memory full = new Memory(
                Samples.memoryKey("\u00FCser/\uD83E\uDEA8 b/%_", "Key/with*?[ \u65E5"),
                1,
                MemoryType.PROCEDURAL,
                "{\"n\":1.50,\"deep\":[{\"a\":\"\u00E9\\n\\\"\"}],\"none\":null}",
                JsonObject.parse("metadata", "{\"by\":\"ada\"}"),
                AT,
                AT.plusNanos(1_000),
                AT.plusSeconds(9),
                Embedding.of("e", 1, -0.25f, Float.MIN_VALUE, Float.MAX_VALUE));
        Memory plain = Samples.memory(THEME, 1, "\"dark\"", AT);
        put(full, plain);
        assertThat(find(full.id())).contains(full);
        assertThat(list(view -> view.memories().findAll(List.of(THEME, Samples.memoryKey("no", "no"), full.id()))))
                .containsExactlyInAnyOrder(full, plain);
        assertThat(optional(view -> view.memories().find(THEME, 1))).contains(plain);
        assertThat(optional(view -> view.memories().find(THEME, 2))).isEmpty();
        Memory next = new Memory(
                full.id(), 2, MemoryType.EPISODIC, "[]", JsonObject.EMPTY, AT, AT.plusSeconds(1), null, null);
        put(next);
        assertThat(find(full.id())).contains(next);
        assertThat(optional(view -> view.memories().find(full.id(), 1))).contains(full);
        assertThat(history(full.id())).containsExactly(next, full);
    }

    @Test
    @Clause("MEM-1")
    @Clause("ERR-1")
    @DisplayName(
            "a version that does not follow the newest is refused with the actual one, and nothing of its call is put")
    void conditions() {
        put(version(1, "1"));
        put(version(2, "2"));
        MemoryKey other = Samples.memoryKey("user/alice", "other");
        for (long wrong : new long[] {1, 2, 4}) {
            assertThatThrownBy(() -> put(Samples.memory(other, 1, "0", AT), version(wrong, "0")))
                    .isInstanceOfSatisfying(ConditionFailed.class, failed -> {
                        assertThat(failed.kind()).isEqualTo("memory");
                        assertThat(failed.id()).isEqualTo("user/alice/prefs/theme");
                        assertThat(failed.expected()).isEqualTo(wrong - 1);
                        assertThat(failed.actual()).isEqualTo(2);
                    });
        }
        assertThatThrownBy(() -> put(Samples.memory(other, 2, "0", AT)))
                .isInstanceOfSatisfying(
                        ConditionFailed.class,
                        failed -> assertThat(failed.actual()).isZero());
        assertThat(find(other)).isEmpty();
        assertThat(history(THEME)).containsExactly(version(2, "2"), version(1, "1"));
    }

    @Test
    @Clause("MEM-1")
    @Clause("TX-10")
    @DisplayName("a put that was refused changes nothing also where the transaction goes on")
    void refusedAndCaught() {
        MemoryKey other = Samples.memoryKey("user/alice", "other");
        MemoryKey fresh = Samples.memoryKey("user/alice", "fresh");
        put(version(1, "1"), Samples.memory(other, 1, "1", AT));
        put(version(2, "2"), Samples.memory(other, 2, "2", AT));
        subject.change(tx -> {
            for (long wrong : new long[] {1, 2, 4}) {
                assertThatThrownBy(() -> tx.memories().put(List.of(version(wrong, "0")), 0))
                        .isInstanceOf(ConditionFailed.class);
                List<Memory> several = List.of(
                        Samples.memory(fresh, 1, "0", AT), Samples.memory(other, 3, "0", AT), version(wrong, "0"));
                assertThatThrownBy(() -> tx.memories().put(several, 0)).isInstanceOf(ConditionFailed.class);
            }
            tx.memories().put(List.of(version(3, "3")), MANY);
        });
        assertThat(find(fresh)).isEmpty();
        assertThat(history(THEME)).containsExactly(version(3, "3"), version(2, "2"), version(1, "1"));
        assertThat(history(other))
                .containsExactly(Samples.memory(other, 2, "2", AT), Samples.memory(other, 1, "1", AT));
        put(Samples.memory(other, 3, "3", AT));
        assertThat(history(other)).extracting(Memory::version).containsExactly(3L, 2L, 1L);
    }

    @Test
    @Clause("MEM-2")
    @Clause("FEED-1")
    @DisplayName("a deletion is a version, a put after it goes on from there, and the feed tells both"
            + " (weakness G.1.4: a deleted key can never be put again)")
    void deletions() throws Exception {
        Position before = subject.read(view -> view.position());
        put(version(1, "1"));
        long deleted = subject.change(tx ->
                tx.memories().put(List.of(Samples.memory(THEME, 2, null, AT.plusSeconds(2))), MANY));
        assertThat(find(THEME))
                .hasValueSatisfying(found -> assertThat(found.deleted()).isTrue());
        assertThat(list(view -> view.memorySearch().page(MemoryFilter.ALL, AT, null, MANY)))
                .isEmpty();
        long again = subject.change(tx -> tx.memories().put(List.of(version(3, "3")), MANY));
        assertThat(history(THEME)).extracting(Memory::version).containsExactly(3L, 2L, 1L);
        assertThat(history(THEME)).extracting(Memory::value).containsExactly("3", null, "1");
        assertThat(settled(before))
                .contains(
                        new Change(deleted, EntityKind.MEMORY, "user/alice/prefs", "theme", ChangeOp.DELETE, 2),
                        new Change(again, EntityKind.MEMORY, "user/alice/prefs", "theme", ChangeOp.PUT, 3));
    }

    @Test
    @Clause("MEM-2")
    @Clause("PAGE-1")
    @DisplayName("of each key the newest and as many earlier versions stay as asked for, also of several at once; the"
            + " history pages over them")
    void kept() {
        MemoryKey second = Samples.memoryKey("user/alice/prefs", "second");
        for (int i = 1; i <= 8; i++) {
            int version = i;
            subject.change(tx ->
                    tx.memories().put(List.of(version(version, "1"), Samples.memory(second, version, "2", AT)), 5));
        }
        subject.change(tx -> tx.memories().put(List.of(version(9, "1")), 5));
        assertThat(history(THEME)).extracting(Memory::version).containsExactly(9L, 8L, 7L, 6L, 5L, 4L);
        assertThat(history(second)).extracting(Memory::version).containsExactly(8L, 7L, 6L, 5L, 4L, 3L);
        List<Long> paged = new ArrayList<>();
        long before = Long.MAX_VALUE;
        for (List<Memory> page = history(before); !page.isEmpty() && paged.size() < 100; page = history(before)) {
            page.forEach(memory -> paged.add(memory.version()));
            before = paged.getLast();
        }
        assertThat(paged).containsExactly(9L, 8L, 7L, 6L, 5L, 4L);
        assertThat(optional(view -> view.memories().find(THEME, 3))).isEmpty();
        assertThat(optional(view -> view.memories().find(THEME, 4))).isPresent();
    }

    private List<Memory> history(long before) {
        return subject.read(view -> view.memories().history(THEME, before, AT, 2));
    }

    @Test
    @Clause("MEM-2")
    @DisplayName("what was deleted before a time is forgotten with all versions, in steps; a put begins with 1 again")
    void forgets() {
        List<MemoryKey> ids = List.of(
                THEME, Samples.memoryKey("user/alice", "b"), Samples.memoryKey("x", "c"), Samples.memoryKey("x", "d"));
        for (MemoryKey id : ids) {
            put(Samples.memory(id, 1, "\"word\"", AT));
        }
        for (int i = 0; i < 3; i++) {
            put(Samples.memory(ids.get(i), 2, null, AT.plusSeconds(i)));
        }
        assertThat(forget(AT, 10)).isZero();
        assertThat(forget(AT.plusSeconds(2), 1)).isEqualTo(1);
        assertThat(forget(AT.plusSeconds(2), 10)).isEqualTo(1);
        assertThat(forget(AT.plusSeconds(2), 10)).isZero();
        assertThat(find(ids.get(0))).isEmpty();
        assertThat(optional(view -> view.memories().find(ids.get(1), 1))).isEmpty();
        assertThat(history(ids.get(2))).hasSize(2);
        assertThat(find(ids.get(3))).isPresent();
        put(Samples.memory(THEME, 1, "\"anew\"", AT));
        assertThat(history(THEME)).hasSize(1);
    }

    private int forget(Instant before, int limit) {
        return subject.write(tx -> tx.memories().forget(before, limit)).value();
    }

    @Test
    @Clause("MEM-4")
    @DisplayName("expired newest versions are told earliest first; superseded ones that expired are dropped in steps")
    void expiry() {
        for (int i = 5; i >= 1; i--) {
            put(lasting(Samples.memoryKey("t", "k" + i), 1, i));
        }
        put(Samples.memory(Samples.memoryKey("t", "k6"), 1, "1", AT));
        put(lasting(Samples.memoryKey("t", "k1"), 2, 9));
        put(Samples.memory(Samples.memoryKey("t", "k2"), 2, null, AT));
        Instant now = AT.plusSeconds(4);
        assertThat(list(view -> view.memories().expired(now, 10)))
                .extracting(memory -> memory.id().key())
                .containsExactly("k3", "k4");
        assertThat(list(view -> view.memories().expired(now, 1))).hasSize(1);
        assertThat(drop(now, 1)).isEqualTo(1);
        assertThat(drop(now, 10)).isEqualTo(1);
        assertThat(drop(now, 10)).isZero();
        assertThat(optional(view -> view.memories().find(Samples.memoryKey("t", "k1"), 1)))
                .isEmpty();
        assertThat(find(Samples.memoryKey("t", "k3"))).isPresent();
    }

    @Test
    @Clause("MEM-4")
    @DisplayName("a version that expired is gone, dropped or not, and those before and after it stay")
    void expiryInTheMiddle() {
        put(version(1, "1"));
        put(lasting(THEME, 2, 1));
        put(lasting(THEME, 3, 9));
        put(version(4, "4"));
        Instant now = AT.plusSeconds(2);
        assertThat(list(view -> view.memories().history(THEME, Long.MAX_VALUE, now, MANY)))
                .extracting(Memory::version)
                .containsExactly(4L, 3L, 1L);
        assertThat(drop(now, 10)).isEqualTo(1);
        put(version(5, "5"));
        assertThat(history(THEME)).extracting(Memory::version).containsExactly(5L, 4L, 3L, 1L);
        assertThat(optional(view -> view.memories().find(THEME, 2))).isEmpty();
        assertThat(optional(view -> view.memories().find(THEME, 3))).contains(lasting(THEME, 3, 9));
        assertThat(optional(view -> view.memories().find(THEME, 1))).contains(version(1, "1"));
        assertThat(drop(now, 10)).isZero();
    }

    private int drop(Instant now, int limit) {
        return subject.write(tx -> tx.memories().dropExpired(now, limit)).value();
    }

    private static Memory lasting(MemoryKey id, long version, int seconds) {
        return new Memory(
                id, version, MemoryType.EPISODIC, "1", JsonObject.EMPTY, AT, AT, AT.plusSeconds(seconds), null);
    }

    @Test
    @Clause("NS-1")
    @Clause("WS-2")
    @DisplayName("nothing of a workspace is found in another, by key, word, prefix or likeness, and it goes with it")
    void workspaces() {
        WorkspaceId mine = subject.createWorkspace("memories-A");
        WorkspaceId other = subject.createWorkspace("memories-a");
        Memory memory = new Memory(
                THEME, 1, MemoryType.SEMANTIC, "\"word\"", JsonObject.EMPTY, AT, AT, null, Embedding.of("e", 1));
        subject.change(mine, tx -> tx.memories().put(List.of(memory), MANY));
        subject.change(mine, tx -> tx.memories().put(List.of(Samples.memory(THEME, 2, "\"word\"", AT)), MANY));
        subject.change(other, tx -> tx.memories().put(List.of(memory), MANY));
        assertThat(found(mine)).containsExactly(1, 1, 2, 1, 0);
        assertThat(found(other)).containsExactly(1, 1, 1, 1, 1);
        store().workspaces().retire(mine);
        boolean purged = false;
        for (int i = 0; i < 100 && !purged; i++) {
            purged = store().workspaces().purge(mine, 1);
        }
        assertThat(purged).isTrue();
        assertThat(found(other)).containsExactly(1, 1, 1, 1, 1);
        subject.createWorkspace("memories-A");
        assertThat(found(mine)).containsExactly(0, 0, 0, 0, 0);
    }

    private List<Integer> found(WorkspaceId workspace) {
        return subject.read(
                workspace,
                view -> List.of(
                        view.memorySearch()
                                .page(MemoryFilter.ALL, AT, null, MANY)
                                .size(),
                        view.memorySearch()
                                .page(MemoryFilter.ALL.containing("word"), AT, null, MANY)
                                .size(),
                        view.memories().history(THEME, Long.MAX_VALUE, AT, MANY).size(),
                        view.memorySearch()
                                .namespaces(Namespace.ROOT, "", AT, MANY)
                                .size(),
                        view.memorySearch()
                                .vectors(Namespace.ROOT, null, Likeness.any(Embedding.of("e", 1)), AT, null, MANY)
                                .size()));
    }
}
