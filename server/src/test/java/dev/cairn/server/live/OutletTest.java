package dev.cairn.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.model.Position;
import dev.cairn.store.ChangeFeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class OutletTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final SharedFeed.Read EMPTY =
            new SharedFeed.Read(new ChangeFeed.ChangePage(List.of(), Position.START), 0);

    /** Notes what is sent. */
    private static class Noted implements Outlet.Sender {
        final List<String> sent = new ArrayList<>();

        @Override
        public void send(List<Event> events) throws Exception {
            events.forEach(event -> sent.add(event.name()));
        }

        @Override
        public void heartbeat() {
            sent.add("heartbeat");
        }
    }

    private static Event event(String name) {
        return Event.of(name, name, out -> out.writeString(name));
    }

    @Test
    void nothing_follows_the_last() throws Exception {
        Noted sender = new Noted();
        Outlet outlet = new Outlet(sender, new Cohort(), LONG);
        assertThat(outlet.send(List.of(event("a"), event("b")))).isTrue();
        assertThat(outlet.send(Event.end("over"))).isFalse();
        assertThat(outlet.send(event("c"))).isFalse();
        outlet.finish(Event.end("again"));
        assertThat(sender.sent).containsExactly("a", "b", "end");
    }

    @Test
    void one_that_is_told_to_end_says_only_its_last_event() throws Exception {
        Noted sender = new Noted();
        Outlet outlet = new Outlet(sender, new Cohort(), LONG);
        outlet.end();
        assertThat(outlet.send(event("a"))).isFalse();
        assertThat(outlet.await(EMPTY)).isFalse();
        outlet.finish(Event.end("over"));
        assertThat(sender.sent).containsExactly("end");
    }

    @Test
    void a_heartbeat_is_sent_only_after_silence() throws Exception {
        Noted sender = new Noted();
        Cohort cohort = new Cohort();
        cohort.turn(1);
        Outlet talking = new Outlet(sender, cohort, LONG);
        assertThat(talking.await(EMPTY)).isTrue();
        assertThat(sender.sent).isEmpty();
        Outlet silent = new Outlet(sender, cohort, Duration.ZERO);
        assertThat(silent.await(EMPTY)).isTrue();
        assertThat(sender.sent).containsExactly("heartbeat");
    }

    @Test
    void one_that_is_not_read_is_cut_and_only_while_it_sends() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        FutureTask<Outlet> made = new FutureTask<>(() -> {
            Outlet outlet = new Outlet(
                    new Noted() {
                        @Override
                        public void send(List<Event> events) throws Exception {
                            sending.countDown();
                            never.await();
                        }
                    },
                    new Cohort(),
                    LONG);
            outlet.cut(Duration.ZERO);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            return outlet;
        });
        FutureTask<Void> stuck = new FutureTask<>(() -> {
            made.run();
            made.get().send(event("a"));
            return null;
        });
        Thread.ofVirtual().start(stuck);
        sending.await();
        made.get().cut(LONG);
        assertThat(made.get().broken()).as("sending").isTrue();
        made.get().cut(Duration.ZERO);
        assertThatThrownBy(stuck::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(made.get().broken()).isTrue();
    }
}
