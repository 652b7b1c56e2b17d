package dev.cairn.conformance.contract.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Explainable;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.TestClock;
import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.EntityKind;
import dev.cairn.model.EventHead;
import dev.cairn.model.EventQuery;
import dev.cairn.model.EventType;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Position;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.WriterLease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** EVENT: order, fidelity, reading both ways, what an append costs, the lease. */
public abstract class EventContract extends Group {
    private static final Instant AT = TestClock.START;

    @BeforeEach
    final void session() {
        subject.change(tx -> tx.sessions().insert(Samples.session("s", AT)));
    }

    private void append(long first, long last) {
        subject.change(tx -> tx.events().append("s", Samples.events(first, last, AT)));
    }

    private List<SessionEvent> read(EventQuery query, int limit) {
        List<SessionEvent> events = subject.read(view -> view.events().read("s", query, limit));
        assertThat(events).hasSizeLessThanOrEqualTo(limit);
        return events;
    }

    private EventHead head() {
        return subject.read(view -> view.events().head("s")).orElseThrow();
    }

    @Test
    @Clause("EVENT-1")
    @Clause("FEED-1")
    @DisplayName(
            "events of appends of 1 to 300 come back with every field, by sequence 1, 2, 3 ...; one change tells the"
                    + " last")
    void allFields() throws Exception {
        assertThat(head()).isEqualTo(new EventHead(0, null));
        List<SessionEvent> stored = new ArrayList<>();
        for (EventType type : EventType.values()) {
            stored.add(new SessionEvent(
                    stored.size() + 1L,
                    "id:" + type,
                    type,
                    "agent:\u00FC",
                    AT,
                    JsonObject.parse("content", "{\"text\":\"" + "x".repeat(100_000) + "\",\"n\":[1.50,null]}"),
                    JsonObject.parse("state", "{\"user\":{\"k\":null}}"),
                    type == EventType.ACTION));
        }
        subject.change(tx -> tx.events().append("s", stored));
        for (int size : new int[] {1, 2, 63, 64, 65, 127, 128, 300}) {
            long first = stored.size() + 1L;
            List<SessionEvent> more = Samples.events(first, first + size - 1, AT);
            Position before = subject.read(view -> view.position());
            long revision = subject.change(tx -> tx.events().append("s", more));
            assertThat(settled(before))
                    .containsExactly(new Change(revision, EntityKind.EVENT, "s", "s", ChangeOp.PUT, first + size - 1));
            stored.addAll(more);
        }
        assertThat(read(EventQuery.ALL, 10_000)).containsExactlyElementsOf(stored);
        assertThat(head().lastSequence()).isEqualTo(stored.size());
    }

    @Test
    @Clause("EVENT-1")
    @Clause("TX-4")
    @DisplayName(
            "eight writers of one session append each event once, without a gap (weakness G.1.2: of two writers one"
                    + " event vanishes)")
    void severalWriters() throws Exception {
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "w" + i + "-";
            writers.add(() -> {
                for (int n = 0; n < 12; n++) {
                    String id = name + n;
                    subject.change(tx -> {
                        long next = tx.events().head("s").orElseThrow().lastSequence() + 1;
                        tx.events().append("s", List.of(Samples.event(next, id, AT)));
                    });
                }
                return true;
            });
        }
        Race.run(writers);
        List<SessionEvent> all = read(EventQuery.ALL, 1_000);
        assertThat(all)
                .extracting(SessionEvent::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 96).boxed().toList());
        for (int i = 0; i < 8; i++) {
            String name = "w" + i + "-";
            assertThat(all.stream().map(SessionEvent::id).filter(id -> id.startsWith(name)))
                    .containsExactlyElementsOf(
                            LongStream.range(0, 12).mapToObj(n -> name + n).toList());
        }
    }

    @Test
    @Clause("EVENT-1")
    @DisplayName("an append that does not follow the last event, repeats an id or has no session changes nothing")
    void refused() {
        append(1, 3);
        assertThatThrownBy(() -> append(5, 5)).isInstanceOfSatisfying(ConditionFailed.class, failed -> {
            assertThat(failed.kind()).isEqualTo("events");
            assertThat(failed.expected()).isEqualTo(4);
            assertThat(failed.actual()).isEqualTo(3);
        });
        assertThatThrownBy(() -> append(3, 3)).isInstanceOf(ConditionFailed.class);
        List<SessionEvent> repeated = List.of(Samples.event(4, "new", AT), Samples.event(5, "ev2", AT));
        assertThatThrownBy(() -> subject.change(tx -> tx.events().append("s", repeated)))
                .isInstanceOfSatisfying(
                        AlreadyExists.class, taken -> assertThat(taken.id()).isEqualTo("ev2"));
        assertThatThrownBy(() -> subject.change(tx -> tx.events().append("none", Samples.events(1, 1, AT))))
                .isInstanceOf(NotFound.class);
        assertThat(read(EventQuery.ALL, 10)).containsExactlyElementsOf(Samples.events(1, 3, AT));
        Map<String, SessionEvent> known =
                subject.read(view -> view.events().known("s", List.of("ev2", "new", "EV3", "ev3")));
        assertThat(known)
                .containsOnly(
                        Map.entry("ev2", read(EventQuery.ALL, 10).get(1)),
                        Map.entry("ev3", read(EventQuery.ALL, 10).get(2)));
        // the same ids are free in another session
        subject.change(tx -> {
            tx.sessions().insert(Samples.session("S", AT));
            tx.events().append("S", Samples.events(1, 3, AT));
        });
    }

    @Test
    @Clause("EVENT-1")
    @Clause("TX-10")
    @DisplayName("an append that was refused changes nothing also where the transaction goes on")
    void refusedAndCaught() {
        append(1, 3);
        List<SessionEvent> repeated = List.of(Samples.event(4, "new", AT), Samples.event(5, "ev2", AT));
        subject.change(tx -> {
            assertThatThrownBy(() -> tx.events().append("s", repeated)).isInstanceOf(AlreadyExists.class);
            assertThatThrownBy(() -> tx.events().append("s", repeated.subList(1, 2)))
                    .isInstanceOf(ConditionFailed.class);
            assertThatThrownBy(() -> tx.events().append("s", List.of(Samples.event(4, "ev2", AT))))
                    .isInstanceOf(AlreadyExists.class);
            tx.sessions().insert(Samples.session("other", AT));
            tx.events().append("other", Samples.events(1, 2, AT));
            tx.events().append("s", List.of(Samples.event(4, "ev4", AT)));
        });
        assertThat(read(EventQuery.ALL, 10)).containsExactlyElementsOf(Samples.events(1, 4, AT));
        Map<String, SessionEvent> known = subject.read(view -> view.events().known("s", List.of("new")));
        assertThat(known).isEmpty();
        append(5, 5);
        assertThat(read(EventQuery.ALL, 10)).hasSize(5);
        List<SessionEvent> other = subject.read(view -> view.events().read("other", EventQuery.ALL, 10));
        assertThat(other).hasSize(2);
    }

    @Test
    @Clause("EVENT-2")
    @Clause("COST-1")
    @DisplayName(
            "an append of one event and of five hundred costs the same statements at event 1 and at 10,000 (weakness"
                    + " G.1.1: each append rewrites the history)")
    void cost() {
        Explainable engine = subject.needs(Explainable.class, "this engine has no statements to count or explain");
        append(1, 1);
        List<String> one = engine.statementsOf(store(), () -> append(2, 2));
        append(3, 502);
        List<String> many = engine.statementsOf(store(), () -> append(503, 1_002));
        for (int i = 0; i < 9; i++) {
            append(1_003 + i * 1_000L, 2_002 + i * 1_000L);
        }
        assertThat(engine.statementsOf(store(), () -> append(10_003, 10_003))).isEqualTo(one);
        assertThat(engine.statementsOf(store(), () -> append(10_004, 10_503))).isEqualTo(many);
    }

    @Test
    @Clause("EVENT-4")
    @DisplayName("forward and backward pages of any size show every event once, in order")
    void bothWays() {
        append(1, 200);
        List<SessionEvent> all = read(EventQuery.ALL, 1_000);
        assertThat(all).hasSize(200);
        for (int limit : new int[] {2, 7, 199, 200, 201}) {
            assertThat(follow(limit, false)).containsExactlyElementsOf(all);
            assertThat(follow(limit, true)).containsExactlyElementsOf(all.reversed());
        }
        assertThat(read(new EventQuery(10, 12, true), 10)).containsExactly(all.get(10));
        assertThat(read(new EventQuery(12, 10, false), 10)).isEmpty();
        List<SessionEvent> none = subject.read(view -> view.events().read("none", EventQuery.ALL, 10));
        assertThat(none).isEmpty();
    }

    private List<SessionEvent> follow(int limit, boolean backward) {
        List<SessionEvent> all = new ArrayList<>();
        while (all.size() < 1_000) {
            long edge = all.isEmpty()
                    ? (backward ? Long.MAX_VALUE : 0)
                    : all.getLast().sequence();
            List<SessionEvent> page = read(backward ? EventQuery.before(edge) : EventQuery.after(edge), limit);
            if (page.isEmpty()) {
                return all;
            }
            all.addAll(page);
        }
        return all;
    }

    @Test
    @Clause("EVENT-5")
    @DisplayName(
            "a lease is replaced only by who knows its token, moves neither version nor feed, and of eight that take"
                    + " it one gets it")
    void lease() throws Exception {
        Position before = subject.read(view -> view.position());
        List<Callable<Boolean>> takers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            WriterLease mine = new WriterLease("w" + i, 1, AT);
            takers.add(() -> {
                try {
                    subject.change(tx -> tx.events().lease("s", mine, 0));
                    return true;
                } catch (ConditionFailed lost) {
                    assertThat(lost.kind()).isEqualTo("lease");
                    assertThat(lost.actual()).isEqualTo(1);
                    return false;
                }
            });
        }
        assertThat(Race.run(takers).stream().filter(won -> won)).hasSize(1);
        WriterLease released = new WriterLease(null, 1, AT);
        subject.change(tx -> tx.events().lease("s", released, 1));
        assertThat(head()).isEqualTo(new EventHead(0, released));
        assertThatThrownBy(() -> subject.change(tx -> tx.events().lease("s", new WriterLease("late", 2, AT), 0)))
                .isInstanceOf(ConditionFailed.class);
        assertThatThrownBy(() -> subject.change(tx -> tx.events().lease("none", released, 0)))
                .isInstanceOf(NotFound.class);
        append(1, 2);
        assertThat(head()).isEqualTo(new EventHead(2, released));
        assertThat(settled(before)).extracting(Change::kind).containsExactly(EntityKind.EVENT);
    }
}
