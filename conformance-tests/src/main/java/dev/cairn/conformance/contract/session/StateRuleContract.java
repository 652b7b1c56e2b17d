package dev.cairn.conformance.contract.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Explainable;
import dev.cairn.conformance.harness.Race;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.NotFound;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.session.AppendMode;
import dev.cairn.logic.session.NewEvent;
import dev.cairn.logic.session.NewSession;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Page;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules of state: precedence, sharing, deltas, ends. */
public abstract class StateRuleContract extends SessionGroup {
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
        assertThat(n.version()).as("the two events changed it once").isEqualTo(2);
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
    @Clause("COST-1")
    @Clause("EVENT-3")
    @DisplayName(
            "two events with two keys each cost the statements of sixty-four with sixty-four; so do events sent again")
    void cost() {
        Explainable engine = subject.needs(Explainable.class, "this engine has no statements to count or explain");
        open("s");
        List<Integer> costs = new ArrayList<>();
        for (int size : new int[] {2, 2, 64}) {
            List<NewEvent> events = IntStream.range(0, size)
                    .mapToObj(i -> message("e" + size + "-" + costs.size() + "-" + i)
                            .changing(json("{'user':{'k" + i + "':" + costs.size() + ",'all':" + i + "}}")))
                    .toList();
            Runnable append = () -> sessions().append("s", events, AppendMode.ANY_ORDER);
            int first = engine.statementsOf(store(), append).size();
            costs.add(first);
            costs.add(engine.statementsOf(store(), append).size());
        }
        // the first round prepares; keys and changes come in statements of up to 64 rows
        assertThat(costs.get(5)).as("sent again").isEqualTo(costs.get(3));
        assertThat(costs.get(4)).as("sent").isLessThanOrEqualTo(costs.get(2) + 4);
    }
}
