package dev.cairn.conformance.contract.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.model.Change;
import dev.cairn.model.Execution;
import dev.cairn.model.Position;
import dev.cairn.store.Read;
import dev.cairn.store.Transaction;
import dev.cairn.store.View;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** TX-3, TX-6, TX-7, TX-9: how closures fail, nest, end and run again. */
public abstract class ClosureContract extends Group {
    @Test
    @Clause("TX-3")
    @DisplayName("an exception of a read closure leaves the call as the same object")
    void readPassesExceptionOn() {
        RuntimeException stop = new RuntimeException("stop");
        Throwable thrown = catchThrowable(() -> store().read(ws(), "kit.fail", view -> {
            throw stop;
        }));
        assertThat(thrown).isSameAs(stop);
    }

    @Test
    @Clause("TX-3")
    @Clause("ERR-3")
    @DisplayName("an error of a write closure rolls back, leaves as the same object, and the next write works")
    void errorRollsBack() {
        AssertionError stop = new AssertionError("stop");
        Throwable thrown = catchThrowable(() -> store().write(ws(), "kit.fail", tx -> {
            tx.executions().insert(Samples.execution("a", now()));
            throw stop;
        }));
        assertThat(thrown).isSameAs(stop);
        insert("a");
        assertThat(get("a").version()).isEqualTo(1);
    }

    @Test
    @Clause("TX-6")
    @DisplayName("a read or write inside a closure is refused with IllegalStateException and applies nothing")
    void nested() {
        subject.change(tx -> {
            assertRefused();
            tx.executions().insert(Samples.execution("outer", now()));
        });
        subject.read(view -> {
            assertRefused();
            return null;
        });
        assertThat(ids()).containsExactly("outer");
    }

    private void assertRefused() {
        AtomicBoolean ran = new AtomicBoolean();
        assertThatThrownBy(() -> store().write(ws(), "kit.inner", tx -> {
                    ran.set(true);
                    tx.executions().insert(Samples.execution("inner", now()));
                    return null;
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store().read(ws(), "kit.inner", view -> {
                    ran.set(true);
                    return null;
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ran).isFalse();
    }

    @Test
    @Clause("TX-7")
    @DisplayName("a view or transaction kept beyond its closure throws IllegalStateException, its roles too")
    void usedTooLate() {
        insert("a");
        View view = subject.read(v -> v);
        var role = subject.read(View::executions);
        Transaction tx = subject.write(t -> t).value();
        var writer = subject.write(Transaction::executions).value();
        List<Runnable> calls = List.of(
                view::position,
                () -> view.executions().find("a"),
                () -> view.logs().lastSequence("a"),
                () -> role.find("a"),
                () -> tx.executions().find("a"),
                () -> tx.steps().insert(Samples.step("a", 0, now())),
                () -> writer.insert(Samples.execution("late", now())));
        for (Runnable call : calls) {
            assertThatThrownBy(call::run).isInstanceOf(IllegalStateException.class);
        }
        assertThat(ids()).containsExactly("a");
    }

    /** A read under a name that this store may have learnt to treat in a special way. */
    private <T extends @Nullable Object, X extends Exception> T learnt(String operation, Read<T, X> work) throws X {
        for (int i = 0; i < 3; i++) {
            long known = store().read(ws(), operation, ClosureContract::version);
            assertThat(known).isEqualTo(1);
        }
        return store().read(ws(), operation, work);
    }

    private static long version(View view) {
        return view.executions().find("a").orElseThrow().version();
    }

    private void renameElsewhere() throws Exception {
        Race.run(List.<Callable<Long>>of(() -> subject.change(tx -> {
            Execution old = tx.executions().find("a").orElseThrow();
            tx.executions().update(Samples.renamed(old, "new"), old.version());
        })));
    }

    @Test
    @Clause("TX-9")
    @Clause("TX-2")
    @DisplayName(
            "an operation that has always asked for one thing asks for two: they agree although a write is between")
    void secondReadAgrees() throws Exception {
        insert("a");
        long seen = learnt("kit.second", view -> {
            long first = version(view);
            renameElsewhere();
            assertThat(version(view)).isEqualTo(first);
            return first;
        });
        assertThat(get("a").version()).isEqualTo(seen + 1);
    }

    @Test
    @Clause("TX-9")
    @Clause("FEED-4")
    @DisplayName("an operation that has always asked for one thing asks for a position: it is that of what was read")
    void positionAgrees() throws Exception {
        insert("a");
        record Seen(long version, Position position) {}
        Seen seen = learnt("kit.position", view -> {
            long first = version(view);
            renameElsewhere();
            return new Seen(first, view.position());
        });
        assertThat(settled(seen.position())).extracting(Change::version).containsExactly(seen.version() + 1);
    }

    @Test
    @Clause("TX-9")
    @DisplayName("a closure that catches whatever its second read throws gets what a transaction would have shown")
    void caughtInside() throws Exception {
        insert("a");
        insert("b");
        List<String> found = learnt("kit.caught", view -> {
            List<String> ids = new ArrayList<>();
            for (String id : List.of("a", "b", "c")) {
                try {
                    view.executions().find(id).map(Execution::id).ifPresent(ids::add);
                } catch (RuntimeException e) {
                    ids.add("caught");
                }
            }
            return ids;
        });
        assertThat(found).containsExactly("a", "b");
    }
}
