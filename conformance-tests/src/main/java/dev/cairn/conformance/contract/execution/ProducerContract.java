package dev.cairn.conformance.contract.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.ConditionFailed;
import dev.cairn.model.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PROD-1: a repeated delivery does no harm. */
public abstract class ProducerContract extends Group {
    private long last(String producer) {
        return subject.read(view -> view.producers().last(producer));
    }

    @Test
    @Clause("PROD-1")
    @DisplayName("a producer moves on only from the number it stands at; its change and its effect commit together")
    void advances() throws Exception {
        insert("e");
        assertThat(last("p")).isZero();
        subject.change(tx -> {
            tx.producers().advance("p", 0, 1, now());
            tx.logs().append("e", Samples.lines(now(), 2));
        });
        Position before = store().feed(ws()).head();
        for (int i = 0; i < 3; i++) {
            Throwable again = catchThrowable(() -> subject.change(tx -> {
                tx.logs().append("e", Samples.lines(now(), 2));
                tx.producers().advance("p", 0, 1, now());
            }));
            assertThat(again).isInstanceOf(ConditionFailed.class);
            assertThat(((ConditionFailed) again).actual()).isEqualTo(1);
        }
        subject.change(tx -> tx.producers().advance("p", 1, 5, now()));
        assertThat(last("p")).isEqualTo(5);
        assertThat(last("P")).isZero();
        assertThat(subject.<Long, RuntimeException>read(view -> view.logs().lastSequence("e"))
                        .longValue())
                .isEqualTo(2);
        assertThat(settled(before)).as("producers leave no change in the feed").isEmpty();
    }

    @Test
    @Clause("PROD-1")
    @Clause("TX-4")
    @DisplayName("one delivery made by six at once is applied once")
    void deliveredAtOnce() throws Exception {
        insert("e");
        for (long number = 1; number <= 10; number++) {
            long expected = number - 1;
            List<Callable<Boolean>> senders = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                senders.add(() -> {
                    try {
                        subject.change(tx -> {
                            tx.producers().advance("p", expected, expected + 1, now());
                            tx.logs().append("e", Samples.lines(now(), 1));
                        });
                        return true;
                    } catch (ConditionFailed repeated) {
                        assertThat(repeated.actual()).isEqualTo(expected + 1);
                        return false;
                    }
                });
            }
            assertThat(Race.run(senders).stream().filter(applied -> applied)).hasSize(1);
        }
        assertThat(subject.<Long, RuntimeException>read(view -> view.logs().lastSequence("e"))
                        .longValue())
                .isEqualTo(10);
    }

    @Test
    @Clause("PROD-1")
    @DisplayName("producers not heard of since a time are forgotten, up to a limit, and no others")
    void forgets() {
        Instant old = now();
        subject.change(tx -> {
            for (int i = 0; i < 5; i++) {
                tx.producers().advance("old-" + i, 0, 7, old);
            }
        });
        Instant border = now();
        subject.change(tx -> tx.producers().advance("new", 0, 7, border));
        assertThat(forget(border, 3)).isEqualTo(3);
        assertThat(forget(border, 3)).isEqualTo(2);
        assertThat(forget(border, 3)).isZero();
        assertThat(last("new")).isEqualTo(7);
        for (int i = 0; i < 5; i++) {
            assertThat(last("old-" + i)).isZero();
        }
    }

    private int forget(Instant before, int limit) {
        return subject.write(tx -> tx.producers().forget(before, limit)).value();
    }
}
