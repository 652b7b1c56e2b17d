package dev.cairn.conformance.contract.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.IllegalTransition;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.logic.Limits;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.session.AppendMode;
import dev.cairn.logic.session.NewEvent;
import dev.cairn.logic.session.NewSession;
import dev.cairn.logic.session.SessionPatch;
import dev.cairn.logic.session.Sessions;
import dev.cairn.model.EventQuery;
import dev.cairn.model.EventType;
import dev.cairn.model.Session;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.SessionFilter;
import dev.cairn.model.SessionStatus;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import dev.cairn.model.WriterLease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules of sessions and their events. */
public abstract class SessionRuleContract extends SessionGroup {
    private static final Map<SessionStatus, Set<SessionStatus>> NEXT = new EnumMap<>(Map.of(
            SessionStatus.CREATED, Set.of(SessionStatus.ACTIVE, SessionStatus.TERMINATED),
            SessionStatus.ACTIVE, Set.of(SessionStatus.PAUSED, SessionStatus.TERMINATED),
            SessionStatus.PAUSED, Set.of(SessionStatus.ACTIVE, SessionStatus.TERMINATED),
            SessionStatus.TERMINATED, Set.of(SessionStatus.ARCHIVED),
            SessionStatus.ARCHIVED, Set.of()));

    private Session at(String id, SessionStatus status) {
        Session session = open(id);
        return switch (status) {
            case CREATED -> session;
            case ACTIVE -> sessions().activate(id);
            case PAUSED -> {
                sessions().activate(id);
                yield sessions().pause(id);
            }
            case TERMINATED -> sessions().terminate(id);
            case ARCHIVED -> {
                sessions().terminate(id);
                yield sessions().archive(id);
            }
        };
    }

    @Test
    @Clause("SESS-2")
    @DisplayName(
            "every status goes exactly where the lifecycle says; anything else changes nothing (weakness G.1.15: any"
                    + " to any, archived_at never set)")
    void lifecycle() {
        for (SessionStatus from : SessionStatus.values()) {
            for (SessionStatus to : SessionStatus.values()) {
                String id = from + "-" + to;
                Session session = at(id, from);
                if (from == to) {
                    assertThat(sessions()
                                    .change(id, SessionPatch.status(to), null)
                                    .value())
                            .isEqualTo(session);
                } else if (NEXT.getOrDefault(from, Set.of()).contains(to)) {
                    Session next =
                            sessions().change(id, SessionPatch.status(to), null).value();
                    assertThat(next.status()).isEqualTo(to);
                    assertThat(next.version()).isEqualTo(session.version() + 1);
                    assertThat(next.terminatedAt() != null)
                            .isEqualTo(to == SessionStatus.TERMINATED || to == SessionStatus.ARCHIVED);
                    assertThat(next.archivedAt() != null).isEqualTo(to == SessionStatus.ARCHIVED);
                } else {
                    assertThatThrownBy(() -> sessions().change(id, SessionPatch.status(to), null))
                            .isInstanceOf(IllegalTransition.class);
                    assertThat(sessions().get(id)).isEqualTo(session);
                }
            }
        }
        assertThatThrownBy(() -> sessions().terminate("none")).isInstanceOf(NotFound.class);
    }

    @Test
    @Clause("SESS-2")
    @DisplayName(
            "an archived session takes no event, lease, metadata or state; one that is over still takes events, but"
                    + " no state of its own")
    void archived() {
        at("a", SessionStatus.ARCHIVED);
        List<Runnable> refused = List.of(
                () -> sessions().append("a", message("m")),
                () -> sessions().lease("a", "w", Duration.ofSeconds(10)),
                () -> sessions().change("a", SessionPatch.metadata(json("{'x':1}")), null),
                () -> space.state().put(new StateOwner(StateScope.SESSION, "a"), "k", "1", null));
        refused.forEach(call -> assertThatThrownBy(call::run).isInstanceOf(IllegalTransition.class));
        at("t", SessionStatus.TERMINATED);
        assertThat(sessions().append("t", message("after"))).isEqualTo(1);
        sessions().append("t", message("shared").changing(json("{'user':{'seen':true}}")));
        assertThatThrownBy(() -> sessions().append("t", message("own").changing(json("{'session':{'k':1}}"))))
                .isInstanceOf(IllegalTransition.class);
        assertThat(sessions().events("t")).extracting(SessionEvent::id).containsExactly("after", "shared");
    }

    @Test
    @Clause("EVENT-3")
    @DisplayName(
            "an event that is sent again is there once, alone, in a batch and from several threads; another one of its"
                    + " id is refused, and with it the batch")
    void idempotent() throws Exception {
        open("s");
        sessions().append("s", message("a"));
        Sessions.Appended again = sessions()
                .append("s", List.of(message("b"), message("a"), message("c")), AppendMode.ANY_ORDER)
                .value();
        assertThat(again.sequences()).containsExactly(Map.entry("b", 2L), Map.entry("a", 1L), Map.entry("c", 3L));
        assertThat(again.repeated()).isEqualTo(1);
        NewEvent other = NewEvent.message("user", json("{'message':'other'}")).withId("a");
        assertThatThrownBy(() -> sessions().append("s", List.of(message("d"), other), AppendMode.ANY_ORDER))
                .isInstanceOfSatisfying(
                        AlreadyExists.class, taken -> assertThat(taken.kind()).isEqualTo("event"));
        // also where the condition no longer holds: it held when it was applied
        assertThat(sessions()
                        .append("s", List.of(message("a")), new AppendMode.Expect(0))
                        .value()
                        .repeated())
                .isEqualTo(1);
        List<Callable<Long>> senders = IntStream.range(0, 6)
                .<Callable<Long>>mapToObj(i -> () -> sessions().append("s", message("same")))
                .toList();
        assertThat(Set.copyOf(Race.run(senders))).containsExactly(4L);
        assertThat(sessions().events("s")).extracting(SessionEvent::id).containsExactly("a", "b", "c", "same");
    }

    @Test
    @Clause("EVENT-6")
    @DisplayName("of six that expect one place one appends there; the others learn the actual one")
    void expected() throws Exception {
        open("s");
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            NewEvent event = message("w" + i);
            writers.add(() -> {
                try {
                    sessions().append("s", List.of(event), new AppendMode.Expect(0));
                    return true;
                } catch (ConditionFailed lost) {
                    assertThat(lost.kind()).isEqualTo("events");
                    assertThat(lost.actual()).isEqualTo(1);
                    return false;
                }
            });
        }
        assertThat(Race.run(writers).stream().filter(won -> won)).hasSize(1);
        assertThat(sessions().events("s", EventQuery.ALL, 10).lastSequence()).isEqualTo(1);
    }

    @Test
    @Clause("EVENT-5")
    @DisplayName(
            "who holds the lease appends alone; one whose lease was taken over is refused by its token, however late"
                    + " it comes")
    void lease() {
        open("s");
        WriterLease first = sessions().lease("s", "one", Duration.ofSeconds(30));
        assertThat(sessions().lease("s", "one", Duration.ofSeconds(60)).token()).isEqualTo(first.token());
        List<AppendMode> others = List.of(AppendMode.ANY_ORDER, new AppendMode.Expect(0), new AppendMode.Leased(0));
        others.forEach(mode -> assertThatThrownBy(() -> sessions().append("s", List.of(message("x")), mode))
                .isInstanceOfSatisfying(
                        ConditionFailed.class, held -> assertThat(held.actual()).isEqualTo(first.token())));
        assertThatThrownBy(() -> sessions().lease("s", "two", Duration.ofSeconds(30)))
                .isInstanceOf(ConditionFailed.class);
        sessions().append("s", List.of(message("a")), new AppendMode.Leased(first.token()));
        subject.clock().advance(Duration.ofSeconds(61));
        // nobody took it since: still the only writer
        sessions().append("s", List.of(message("b")), new AppendMode.Leased(first.token()));
        WriterLease second = sessions().lease("s", "two", Duration.ofSeconds(30));
        assertThat(second.token()).isGreaterThan(first.token());
        assertThatThrownBy(() -> sessions().append("s", List.of(message("late")), new AppendMode.Leased(first.token())))
                .isInstanceOf(ConditionFailed.class);
        assertThatThrownBy(() -> sessions().release("s", first.token())).isInstanceOf(ConditionFailed.class);
        sessions().release("s", second.token());
        assertThatThrownBy(
                        () -> sessions().append("s", List.of(message("late")), new AppendMode.Leased(second.token())))
                .isInstanceOf(ConditionFailed.class);
        sessions().append("s", message("free"));
        assertThat(sessions().lease("s", "three", Duration.ofSeconds(30)).token())
                .isGreaterThan(second.token());
        assertThat(sessions().events("s")).extracting(SessionEvent::id).containsExactly("a", "b", "free");
    }

    @Test
    @Clause("SESS-2")
    @Clause("LIM-1")
    @DisplayName("wrong input is refused by name before anything is written")
    void input() {
        open("s");
        List<Runnable> invalid = List.of(
                () -> sessions().create(NewSession.of("", "ada")),
                () -> sessions().create(NewSession.of("chat", "a\u0000")),
                () -> sessions().create(NewSession.of("chat", "ada").withId("../x")),
                () -> sessions().append("s", List.of(), AppendMode.ANY_ORDER),
                () -> sessions().append("s", List.of(message("x"), message("x")), AppendMode.ANY_ORDER),
                () -> sessions().append("s", new NewEvent("y", EventType.ACTION, "", null, null, null, false)),
                () -> sessions().events("s", EventQuery.ALL, 0),
                () -> sessions().list(SessionFilter.ALL, new PageRequest(10, "nonsense", PageRequest.TotalMode.NONE)));
        invalid.forEach(call -> assertThatThrownBy(call::run).isInstanceOf(InvalidArgument.class));
        List<Runnable> tooMuch = List.of(
                () -> sessions().create(NewSession.of("x".repeat(Limits.OWNER + 1), "ada")),
                () -> sessions()
                        .append(
                                "s",
                                IntStream.rangeClosed(0, Limits.EVENT_BATCH)
                                        .mapToObj(i -> message("m" + i))
                                        .toList(),
                                AppendMode.ANY_ORDER),
                () -> sessions()
                        .append(
                                "s",
                                NewEvent.message("user", json("{'x':'" + "x".repeat(Limits.EVENT_CONTENT) + "'}"))),
                () -> space.state()
                        .put(new StateOwner(StateScope.USER, "ada"), "k".repeat(Limits.STATE_KEY + 1), "1", null),
                () -> space.state()
                        .put(
                                new StateOwner(StateScope.USER, "ada"),
                                "k",
                                "\"" + "v".repeat(Limits.STATE_VALUE) + "\"",
                                null));
        tooMuch.forEach(call -> assertThatThrownBy(call::run).isInstanceOf(LimitExceeded.class));
        assertThat(sessions().events("s")).isEmpty();
        assertThat(sessions().list(SessionFilter.ALL, PageRequest.first(10)).items())
                .hasSize(1);
    }
}
