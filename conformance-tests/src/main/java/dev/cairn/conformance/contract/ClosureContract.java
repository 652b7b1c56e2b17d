package dev.cairn.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.store.Transaction;
import dev.cairn.store.View;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** TX-3, TX-6, TX-7: how closures fail, nest and end. */
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
}
