package dev.cairn.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private static List<Event> events(int count) {
        return IntStream.range(0, count).mapToObj(i -> event("e" + i)).toList();
    }

    private static Event event(String name) {
        return Event.of(name, name, out -> out.writeString(name));
    }

    @Test
    void more_than_fits_is_taken_in_order_as_room_comes() throws Exception {
        Outbox outbox = new Outbox(4, LONG);
        CompletableFuture<Boolean> put = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                put.complete(outbox.put(events(50)));
            } catch (InterruptedException e) {
                put.completeExceptionally(e);
            }
        });
        List<String> taken = new ArrayList<>();
        while (taken.size() < 50) {
            List<Event> some = outbox.take();
            assertThat(some).hasSizeBetween(1, 4);
            some.forEach(event -> taken.add(event.name()));
        }
        assertThat(taken).isEqualTo(events(50).stream().map(Event::name).toList());
        assertThat(put.join()).isTrue();
    }

    @Test
    void a_full_one_holds_nothing_but_resync_when_patience_ends() throws Exception {
        Outbox outbox = new Outbox(4, Duration.ZERO);
        assertThat(outbox.put(events(9))).isFalse();
        assertThat(outbox.take()).extracting(Event::name).containsExactly("resync");
        assertThat(outbox.put(event("more"))).isFalse();
    }

    @Test
    void nothing_follows_the_last() throws Exception {
        Outbox outbox = new Outbox(4, LONG);
        assertThat(outbox.put(List.of(event("a"), Event.end("over"), event("b"))))
                .isFalse();
        assertThat(outbox.take()).extracting(Event::name).containsExactly("a", "end");
    }

    @Test
    void a_heartbeat_is_due_only_after_silence() throws Exception {
        Outbox outbox = new Outbox(4, LONG);
        outbox.beat();
        assertThat(outbox.put(event("a"))).isTrue();
        outbox.beat();
        assertThat(outbox.take()).extracting(Event::name).containsExactly("a");
        outbox.beat();
        outbox.beat();
        assertThat(outbox.take()).isEmpty();
    }
}
