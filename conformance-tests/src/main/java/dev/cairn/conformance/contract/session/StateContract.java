package dev.cairn.conformance.contract.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.TestClock;
import dev.cairn.error.ConditionFailed;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Position;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** STATE: owners, keys, versions, clearing. */
public abstract class StateContract extends Group {
    private static final Instant AT = TestClock.START;
    private static final StateOwner ADA = new StateOwner(StateScope.USER, "ada");

    private StateEntry entry(StateOwner owner, String key, @Nullable String value, long version) {
        return new StateEntry(owner, key, value, AT, version);
    }

    private void put(StateEntry entry) {
        subject.change(tx -> tx.state().put(List.of(entry)));
    }

    private List<StateEntry> list(StateOwner owner) {
        return subject.read(view -> view.state().list(owner, null, 1_000));
    }

    private Optional<StateEntry> find(StateOwner owner, String key) {
        return subject.read(view -> view.state().find(owner, key));
    }

    @Test
    @Clause("STATE-2")
    @Clause("KEY-1")
    @DisplayName(
            "values come back as stored and list by the bytes of their keys, each owner's own: not those of another"
                    + " scope, case or longer name (weakness G.1.6: prefixes leak)")
    void owners() {
        List<StateOwner> owners = new ArrayList<>();
        for (StateScope scope : StateScope.values()) {
            for (String name : List.of("ada", "Ada", "ada2", "ad%", "ada:x")) {
                owners.add(new StateOwner(scope, name));
            }
        }
        List<String> keys =
                List.of("%", "A", "_", "a", "a.b", "a/b", "key with blanks", "\u00E4", "\uFFFD", "\uD83E\uDEA8");
        for (StateOwner owner : owners) {
            for (String key : keys.reversed()) {
                put(entry(owner, key, "{\"of\":\"" + owner.key() + "\",\"n\":1.50}", 1));
            }
        }
        for (StateOwner owner : owners) {
            assertThat(list(owner)).extracting(StateEntry::key).containsExactlyElementsOf(keys);
            assertThat(list(owner))
                    .allSatisfy(found -> assertThat(found)
                            .isEqualTo(entry(owner, found.key(), "{\"of\":\"" + owner.key() + "\",\"n\":1.50}", 1)));
        }
        List<String> paged = new ArrayList<>();
        for (List<StateEntry> page = page(null); !page.isEmpty(); page = page(paged.getLast())) {
            page.forEach(found -> paged.add(found.key()));
        }
        assertThat(paged).containsExactlyElementsOf(keys);
        assertThat(list(new StateOwner(StateScope.USER, "nobody"))).isEmpty();
    }

    private List<StateEntry> page(@Nullable String after) {
        return subject.read(view -> view.state().list(ADA, after, 3));
    }

    @Test
    @Clause("STATE-4")
    @Clause("TX-10")
    @DisplayName("values of which one was refused are not there also where the transaction goes on")
    void refusedAndCaught() throws Exception {
        put(entry(ADA, "a", "1", 1));
        Position before = subject.read(view -> view.position());
        List<StateEntry> several = List.of(
                entry(ADA, "a", "2", 2), entry(ADA, "new", "1", 1), entry(ADA, "b", "1", 1), entry(ADA, "c", "1", 7));
        subject.change(tx -> {
            assertThatThrownBy(() -> tx.state().put(several)).isInstanceOf(ConditionFailed.class);
            assertThatThrownBy(() -> tx.state().put(List.of(entry(ADA, "a", "2", 1))))
                    .isInstanceOf(ConditionFailed.class);
            tx.state().put(List.of(entry(ADA, "d", "1", 1)));
        });
        assertThat(list(ADA)).containsExactly(entry(ADA, "a", "1", 1), entry(ADA, "d", "1", 1));
        assertThat(settled(before)).extracting(Change::id).containsExactly("d");
    }

    @Test
    @Clause("STATE-4")
    @Clause("FEED-1")
    @DisplayName("a value names the version it replaces; removing it leaves the version, a tombstone in the feed, and"
            + " nothing in lists; put back, it goes on from there")
    void versions() throws Exception {
        Position before = subject.read(view -> view.position());
        put(entry(ADA, "other", "0", 1));
        put(entry(ADA, "theme", "\"dark\"", 1));
        long second = subject.change(tx -> tx.state().put(List.of(entry(ADA, "theme", "\"light\"", 2))));
        long removed = subject.change(tx -> tx.state().put(List.of(entry(ADA, "theme", null, 3))));
        assertThat(list(ADA)).extracting(StateEntry::key).containsExactly("other");
        assertThat(find(ADA, "theme")).contains(entry(ADA, "theme", null, 3));
        for (long stale : new long[] {0, 1, 2, 4}) {
            assertThatThrownBy(() -> subject.change(tx -> tx.state().put(List.of(entry(ADA, "theme", "1", stale + 1)))))
                    .isInstanceOfSatisfying(ConditionFailed.class, failed -> {
                        assertThat(failed.kind()).isEqualTo("state");
                        assertThat(failed.actual()).isEqualTo(3);
                    });
        }
        assertThatThrownBy(() -> subject.change(tx -> tx.state().put(List.of(entry(ADA, "new", "1", 3)))))
                .isInstanceOfSatisfying(
                        ConditionFailed.class,
                        failed -> assertThat(failed.actual()).isZero());
        put(entry(ADA, "theme", "[]", 4));
        assertThat(list(ADA)).contains(entry(ADA, "theme", "[]", 4));
        List<StateEntry> some =
                subject.read(view -> view.state().find(ADA, List.of("theme", "Theme", "none", "other")));
        assertThat(some).containsExactlyInAnyOrder(entry(ADA, "other", "0", 1), entry(ADA, "theme", "[]", 4));
        assertThatThrownBy(() -> subject.change(
                        tx -> tx.state().put(List.of(entry(ADA, "other", "1", 2), entry(ADA, "theme", "1", 4)))))
                .isInstanceOf(ConditionFailed.class);
        assertThat(find(ADA, "other")).contains(entry(ADA, "other", "0", 1));
        assertThat(settled(before))
                .contains(
                        new Change(second, EntityKind.STATE, "user:ada", "theme", ChangeOp.PUT, 2),
                        new Change(removed, EntityKind.STATE, "user:ada", "theme", ChangeOp.DELETE, 3));
    }

    @Test
    @Clause("STATE-4")
    @Clause("TX-4")
    @DisplayName("six writers that count in one value lose no count (weakness G.1.2: read, change, write back)")
    void counter() throws Exception {
        Callable<Boolean> writer = () -> {
            for (int i = 0; i < 10; i++) {
                subject.change(tx -> {
                    StateEntry old = tx.state().find(ADA, "n").orElse(null);
                    long version = old == null ? 0 : old.version();
                    String next =
                            Long.toString(old == null || old.value() == null ? 1 : Long.parseLong(old.value()) + 1);
                    tx.state().put(List.of(entry(ADA, "n", next, version + 1)));
                });
            }
            return true;
        };
        Race.run(List.of(writer, writer, writer, writer, writer, writer));
        assertThat(list(ADA)).extracting(StateEntry::value).containsExactly("60");
    }

    @Test
    @Clause("STATE-5")
    @Clause("FEED-1")
    @DisplayName(
            "clearing forgets all of one owner, versions too, tells each value that was there, and no other owner's")
    void clear() throws Exception {
        StateOwner turn = new StateOwner(StateScope.TEMP, "s");
        StateOwner session = new StateOwner(StateScope.SESSION, "s");
        for (StateOwner owner : List.of(turn, session)) {
            put(entry(owner, "a", "1", 1));
            put(entry(owner, "b", "2", 1));
            put(entry(owner, "b", null, 2));
        }
        Position before = subject.read(view -> view.position());
        int cleared = subject.write(tx -> tx.state().clear(turn)).value();
        assertThat(cleared).isEqualTo(1);
        assertThat(list(turn)).isEmpty();
        assertThat(find(turn, "b")).isEmpty();
        assertThat(list(session)).extracting(StateEntry::key).containsExactly("a");
        assertThat(settled(before))
                .extracting(change -> change.kind() + " " + change.rootId() + " " + change.id() + " " + change.op())
                .containsExactly("STATE temp:s a DELETE");
        put(entry(turn, "b", "3", 1));
        assertThat(subject.write(tx -> tx.state().clear(new StateOwner(StateScope.APP, "s")))
                        .value())
                .isZero();
    }
}
