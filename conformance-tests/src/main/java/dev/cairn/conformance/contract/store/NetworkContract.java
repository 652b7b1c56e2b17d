package dev.cairn.conformance.contract.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Networked;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.TcpProxy;
import dev.cairn.error.OutcomeUnknown;
import dev.cairn.error.Unavailable;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Health;
import dev.cairn.store.Migration;
import dev.cairn.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** LIFE-1, LIFE-4, ERR-2, ERR-4: engines that can be out of reach, silent, or gone in the middle. */
public abstract class NetworkContract extends Group {
    private static final Duration BUDGET = Duration.ofSeconds(2);
    private static final Duration ABOUT = BUDGET.plusSeconds(20);

    private Networked engine;
    private TcpProxy proxy;
    private StoreSettings database;

    @BeforeEach
    final void networkedOnly() throws IOException {
        engine = subject.needs(Networked.class, "this engine runs inside the process");
        proxy = subject.closing(new TcpProxy(engine.address()));
        database = engine.through(subject.settings(), proxy.address());
    }

    private void assertNoSecret(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).doesNotContain(engine.secret());
    }

    @Test
    @Clause("LIFE-1")
    @Clause("ERR-2")
    @DisplayName(
            "an unreachable engine is reported by check and migrate, not by a hang, and no message holds the secret")
    void unreachable() {
        proxy.refuse(true);
        Store store = subject.openRaw(database);
        Health health = store.check(BUDGET);
        assertThat(health.ready()).isFalse();
        assertThat(health.took()).isLessThan(ABOUT);
        assertThat(health.detail()).isNotBlank().doesNotContain(engine.secret());
        Throwable thrown = catchThrowable(() -> store.migrate(Migration.VALIDATE));
        assertThat(thrown).isInstanceOf(Unavailable.class);
        assertNoSecret(thrown);
        assertThat(store.description().toString()).doesNotContain(engine.secret());
        assertThat(store.toString()).doesNotContain(engine.secret());
    }

    @Test
    @Clause("LIFE-4")
    @DisplayName("check returns within its budget while the engine is silent, and is ready once it speaks again")
    void silent() throws Exception {
        Store store = subject.open(database);
        assertThat(store.check(BUDGET).ready()).isTrue();
        proxy.freeze(true);
        Health health = store.check(BUDGET);
        assertThat(health.ready()).isFalse();
        assertThat(health.took()).isLessThan(ABOUT);
        proxy.freeze(false);
        Race.await("the store is ready again", () -> store.check(BUDGET).ready());
    }

    @Test
    @Clause("ERR-4")
    @Clause("ERR-3")
    @DisplayName("a connection lost inside the closure is Unavailable, nothing was applied, and the store recovers")
    void lostBeforeCommit() throws Exception {
        Store store = subject.open(database);
        insert("known");
        Throwable thrown = catchThrowable(() -> store.write(ws(), "kit.cut", tx -> {
            tx.executions().insert(Samples.execution("lost", now()));
            proxy.refuse(true);
            return tx.executions().find("known");
        }));
        proxy.refuse(false);
        assertThat(thrown).isInstanceOf(Unavailable.class);
        assertNoSecret(thrown);
        assertThat(ids()).containsExactly("known");
        Race.await("the store writes again", () -> {
            try {
                store.write(ws(), "kit.again", tx -> {
                    tx.executions().insert(Samples.execution("again", now()));
                    return 1;
                });
                return true;
            } catch (Unavailable e) {
                return false;
            }
        });
        assertThat(ids()).containsExactly("again", "known");
    }

    @Test
    @Clause("ERR-4")
    @DisplayName("a connection lost during commit is OutcomeUnknown, whether or not it was applied")
    void lostDuringCommit() {
        Store store = subject.open(database);
        Throwable thrown = catchThrowable(() -> store.write(ws(), "kit.cut", tx -> {
            tx.executions().insert(Samples.execution("unknown", now()));
            proxy.cutAtReply(engine.commitReply());
            return 1;
        }));
        assertThat(thrown).isInstanceOf(OutcomeUnknown.class);
        assertThat(((OutcomeUnknown) thrown).applied()).isEqualTo(dev.cairn.error.StoreException.Applied.UNKNOWN);
        assertNoSecret(thrown);
        // here the commit was carried out, and only its answer was lost
        assertThat(ids()).containsExactly("unknown");
    }

    @Test
    @Clause("ERR-4")
    @Clause("ERR-3")
    @DisplayName("a connection lost inside a read is Unavailable, and the store recovers")
    void lostInRead() throws Exception {
        Store store = subject.open(database);
        Throwable thrown = catchThrowable(() -> store.read(ws(), "kit.cut", view -> {
            view.executions().find("a");
            proxy.refuse(true);
            return view.executions().count(ExecutionFilter.ALL, 10);
        }));
        proxy.refuse(false);
        assertThat(thrown).isInstanceOf(Unavailable.class);
        Race.await("the store reads again", () -> {
            try {
                return store.read(ws(), "kit.again", view -> view.executions().count(ExecutionFilter.ALL, 10)) == 0;
            } catch (Unavailable e) {
                return false;
            }
        });
    }
}
