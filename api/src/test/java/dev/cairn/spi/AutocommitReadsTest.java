package dev.cairn.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AutocommitReadsTest {
    private final AutocommitReads reads = new AutocommitReads();
    private final List<String> ran = new ArrayList<>();

    private <X extends Exception> String read(String operation, AutocommitReads.Attempt<String, X> attempt) throws X {
        return reads.read(
                operation,
                run -> {
                    ran.add("attempt");
                    return attempt.read(run);
                },
                () -> {
                    ran.add("whole");
                    return "whole";
                });
    }

    private static String ask(AutocommitReads.Run run, int statements) {
        for (int i = 0; i < statements; i++) {
            run.statement(true);
        }
        return "alone";
    }

    @Test
    @DisplayName("one statement, or none, never gets a transaction")
    void single() {
        for (int i = 0; i < 3; i++) {
            assertThat(read("one", run -> ask(run, 1))).isEqualTo("alone");
            assertThat(read("none", run -> ask(run, 0))).isEqualTo("alone");
        }
        assertThat(ran).containsOnly("attempt").hasSize(6);
    }

    @Test
    @DisplayName("a second statement abandons the run once; from then on the operation has a transaction")
    void composite() {
        assertThat(read("two", run -> ask(run, 1))).isEqualTo("alone");
        assertThat(read("two", run -> ask(run, 2))).isEqualTo("whole");
        assertThat(read("two", run -> ask(run, 1))).isEqualTo("whole");
        assertThat(ran).containsExactly("attempt", "attempt", "whole", "whole");
        assertThat(read("other", run -> ask(run, 1))).isEqualTo("alone");
    }

    @Test
    @DisplayName("a statement that does not suffice, and anything only a transaction can answer, abandon the run")
    void insufficient() {
        assertThat(read("weak", run -> {
                    run.statement(false);
                    return "alone";
                }))
                .isEqualTo("whole");
        assertThat(read("position", run -> {
                    throw run.abandon();
                }))
                .isEqualTo("whole");
    }

    @Test
    @DisplayName(
            "a closure that catches the signal, or throws something of its own after it, is run again all the same")
    void signalCaught() throws IOException {
        assertThat(read("swallows", run -> {
                    try {
                        return ask(run, 2);
                    } catch (RuntimeException e) {
                        return "swallowed";
                    }
                }))
                .isEqualTo("whole");
        assertThat(this.<IOException>read("wraps", run -> {
                    try {
                        return ask(run, 2);
                    } catch (RuntimeException e) {
                        throw new IOException(e);
                    }
                }))
                .isEqualTo("whole");
    }

    @Test
    @DisplayName("an exception of a run that was not abandoned leaves as the same object, and nothing is run again")
    void failure() {
        IOException stop = new IOException("stop");
        assertThatThrownBy(() -> this.<IOException>read("fails", run -> {
                    run.statement(true);
                    throw stop;
                }))
                .isSameAs(stop);
        assertThat(ran).containsExactly("attempt");
    }

    @Test
    @DisplayName("what is remembered is bounded: beyond it every unknown operation has a transaction")
    void bounded() {
        for (int i = 0; i < 1_000; i++) {
            read("two-" + i, run -> ask(run, 2));
        }
        assertThat(read("one", run -> ask(run, 1))).isEqualTo("whole");
    }
}
