package dev.cairn.conformance.contract;

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
import dev.cairn.logic.AppendMode;
import dev.cairn.logic.Limits;
import dev.cairn.logic.NewEvent;
import dev.cairn.logic.NewSession;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.SessionPatch;
import dev.cairn.logic.Sessions;
import dev.cairn.model.EventQuery;
import dev.cairn.model.EventType;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Page;
import dev.cairn.model.Session;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.SessionFilter;
import dev.cairn.model.SessionStatus;
import dev.cairn.model.StateEntry;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules of sessions, their events and state. */
public abstract class SessionRuleContract extends RuleGroup {
    private static final Map<SessionStatus, Set<SessionStatus>> NEXT = new EnumMap<>(Map.of(
            SessionStatus.CREATED, Set.of(SessionStatus.ACTIVE, SessionStatus.TERMINATED),
            SessionStatus.ACTIVE, Set.of(SessionStatus.PAUSED, SessionStatus.TERMINATED),
            SessionStatus.PAUSED, Set.of(SessionStatus.ACTIVE, SessionStatus.TERMINATED),
            SessionStatus.TERMINATED, Set.of(SessionStatus.ARCHIVED),
            SessionStatus.ARCHIVED, Set.of()));

    private static JsonObject json(String text) {
        return JsonObject.parse("json", text.replace('\'', '"'));
    }

    private static NewEvent message(String id) {
        return NewEvent.message("user", json("{'message':'" + id + "'}")).withId(id);
    }

    private Sessions sessions() {
        return space.sessions();
    }

    private Session open(String id) {
        return sessions()
                .create(NewSession.of("chat", "ada").inProject("p").withId(id))
                .value();
    }

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
    @Clause("STATE-1")
    @DisplayName("a session sees the strongest of turn, session, user, application and project; what is removed there"
            + " uncovers the next")
    void precedence() {
        open("s");
        StateScope[] weakestFirst = {
            StateScope.PROJECT, StateScope.APP, StateScope.USER, StateScope.SESSION, StateScope.TEMP
        };
        for (StateScope scope : weakestFirst) {
            put("s", scope, "k", "'" + scope + "'");
            assertThat(seen("s", "k")).isEqualTo("\"" + scope + "\"");
        }
        for (int i = weakestFirst.length - 1; i > 0; i--) {
            put("s", weakestFirst[i], "k", "null");
            assertThat(seen("s", "k")).isEqualTo("\"" + weakestFirst[i - 1] + "\"");
        }
        put("s", StateScope.PROJECT, "k", "null");
        assertThatThrownBy(() -> space.state().resolve("s", "k")).isInstanceOf(NotFound.class);
    }

    private void put(String session, StateScope scope, String key, String value) {
        String name = scope.name().toLowerCase(java.util.Locale.ROOT);
        sessions()
                .append(
                        session,
                        NewEvent.message("user", JsonObject.EMPTY)
                                .changing(json("{'" + name + "':{'" + key + "':" + value + "}}")));
    }

    private @Nullable String seen(String session, String key) {
        return space.state().resolve(session, key).value();
    }

    @Test
    @Clause("STATE-1")
    @Clause("PAGE-1")
    @DisplayName("all that a session sees comes by key, each once, in pages of any size")
    void resolvedPages() {
        open("s");
        for (int i = 0; i < 30; i++) {
            int every = 2;
            for (StateScope scope : StateScope.values()) {
                if (i % every == 0) {
                    put("s", scope, "k%02d".formatted(i), "'" + scope + "'");
                }
                every++;
            }
        }
        List<StateEntry> whole = follow(1_000);
        assertThat(whole).extracting(StateEntry::key).isSorted().doesNotHaveDuplicates();
        assertThat(whole).hasSize((int) IntStream.range(0, 30)
                .filter(i -> i % 2 == 0 || i % 3 == 0 || i % 5 == 0)
                .count());
        for (int limit : new int[] {1, 2, 7}) {
            assertThat(follow(limit)).containsExactlyElementsOf(whole);
        }
        whole.forEach(
                entry -> assertThat(space.state().resolve("s", entry.key())).isEqualTo(entry));
    }

    private List<StateEntry> follow(int limit) {
        List<StateEntry> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<StateEntry> page =
                    space.state().resolve("s", new PageRequest(limit, cursor, PageRequest.TotalMode.NONE));
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    @Test
    @Clause("STATE-2")
    @DisplayName(
            "state of a user, application and project is shared by exactly their sessions; that of a session and turn"
                    + " by none (weakness G.1.15: only prefixes in one session's own blob)")
    void shared() {
        open("mine");
        sessions().create(NewSession.of("chat", "ada").withId("sibling"));
        sessions().create(NewSession.of("mail", "eve").inProject("p").withId("stranger"));
        for (StateScope scope : StateScope.values()) {
            put("mine", scope, "of-" + scope, "1");
        }
        assertThat(keys("sibling")).containsExactly("of-APP", "of-USER");
        assertThat(keys("stranger")).containsExactly("of-PROJECT");
        assertThatThrownBy(() -> put("sibling", StateScope.PROJECT, "k", "1")).isInstanceOf(InvalidArgument.class);
    }

    private List<String> keys(String session) {
        return space.state().resolve(session, PageRequest.first(100)).items().stream()
                .map(StateEntry::key)
                .toList();
    }

    @Test
    @Clause("STATE-3")
    @Clause("TX-1")
    @DisplayName(
            "an event and what it does to the state are applied together or not at all; initial state is that of the"
                    + " creation")
    void together() {
        sessions()
                .create(NewSession.of("chat", "ada")
                        .withId("s")
                        .withState(json("{'session':{'n':0},'user':{'lang':'de'}}")));
        assertThat(seen("s", "lang")).isEqualTo("\"de\"");
        sessions()
                .append(
                        "s",
                        List.of(
                                message("a").changing(json("{'session':{'n':1}}")),
                                message("b").changing(json("{'session':{'n':2,'m':{'deep':[1]}}}"))),
                        AppendMode.ANY_ORDER);
        StateEntry n = space.state().get(new StateOwner(StateScope.SESSION, "s"), "n");
        assertThat(n.value()).isEqualTo("2");
        assertThat(n.version()).isEqualTo(3);
        // sent again, it is not applied again
        put("s", StateScope.SESSION, "n", "7");
        sessions()
                .append(
                        "s",
                        List.of(message("b").changing(json("{'session':{'n':2,'m':{'deep':[1]}}}"))),
                        AppendMode.ANY_ORDER);
        assertThat(seen("s", "n")).isEqualTo("7");
        List<String> wrong =
                List.of("{'session':1}", "{'planet':{'k':1}}", "{'session':{'':1}}", "{'project':{'k':1}}");
        for (String delta : wrong) {
            assertThatThrownBy(() -> sessions()
                            .append(
                                    "s",
                                    List.of(message("ok"), message("bad").changing(json(delta))),
                                    AppendMode.ANY_ORDER))
                    .as(delta)
                    .isInstanceOf(InvalidArgument.class);
        }
        assertThat(sessions().events("s"))
                .extracting(SessionEvent::id)
                .startsWith("a", "b")
                .doesNotContain("ok", "bad");
        assertThat(sessions().events("s").get(1).state().text()).contains("\"deep\":[1]");
    }

    @Test
    @Clause("STATE-4")
    @DisplayName(
            "a value set with the version it expects: of six that expect the first one wins, and a stale one learns the"
                    + " actual version")
    void compareAndSet() throws Exception {
        StateOwner app = new StateOwner(StateScope.APP, "chat");
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String value = Integer.toString(i);
            writers.add(() -> {
                try {
                    space.state().put(app, "leader", value, 0L);
                    return true;
                } catch (ConditionFailed lost) {
                    return false;
                }
            });
        }
        assertThat(Race.run(writers).stream().filter(won -> won)).hasSize(1);
        space.state().remove(app, "leader", 1L);
        space.state().remove(app, "leader", null);
        assertThatThrownBy(() -> space.state().get(app, "leader")).isInstanceOf(NotFound.class);
        assertThat(space.state().put(app, "leader", "9", 2L).value().version()).isEqualTo(3);
        assertThatThrownBy(() -> space.state().put(app, "leader", "null", null)).isInstanceOf(InvalidArgument.class);
        assertThatThrownBy(() -> space.state().put(new StateOwner(StateScope.SESSION, "none"), "k", "1", null))
                .isInstanceOf(NotFound.class);
    }

    @Test
    @Clause("STATE-5")
    @DisplayName(
            "the state of a turn ends with it, that of a session with its termination or deletion; what is shared stays"
                    + " (weakness G.1.15: nothing is ever cleared)")
    void ends() {
        open("s");
        put("s", StateScope.TEMP, "draft", "1");
        put("s", StateScope.SESSION, "topic", "1");
        put("s", StateScope.USER, "name", "1");
        sessions()
                .append(
                        "s",
                        message("end").changing(json("{'temp':{'late':1}}")).endingTurn());
        assertThat(keys("s")).containsExactly("name", "topic");
        put("s", StateScope.TEMP, "draft", "2");
        sessions().terminate("s");
        assertThat(keys("s")).containsExactly("name");
        open("d");
        put("d", StateScope.SESSION, "topic", "1");
        sessions().delete("d", null);
        open("d");
        assertThat(keys("d")).containsExactly("name");
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
