package dev.cairn.conformance.contract.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.EntityKind;
import dev.cairn.model.EventHead;
import dev.cairn.model.EventQuery;
import dev.cairn.model.JsonObject;
import dev.cairn.model.PageKey;
import dev.cairn.model.Position;
import dev.cairn.model.Session;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.SessionFilter;
import dev.cairn.model.SessionStatus;
import dev.cairn.model.WriterLease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** SESS: fields, versions, lists, deletion. */
public abstract class SessionContract extends Group {
    private Session put(Session session) {
        subject.change(tx -> tx.sessions().insert(session));
        return session;
    }

    private Session session(String id) {
        return subject.read(view -> view.sessions().find(id)).orElseThrow();
    }

    private static Session moved(Session s, SessionStatus status, JsonObject metadata) {
        return new Session(
                s.id(),
                s.app(),
                s.user(),
                s.project(),
                status,
                metadata,
                s.createdAt(),
                s.updatedAt().plusNanos(1_000),
                status == SessionStatus.TERMINATED ? s.updatedAt() : null,
                status == SessionStatus.ARCHIVED ? s.updatedAt() : null,
                s.version() + 1);
    }

    @Test
    @Clause("SESS-1")
    @DisplayName("all fields of a session come back as stored, in every status, and an update replaces them")
    void allFields() {
        JsonObject metadata = JsonObject.parse("metadata", "{\"b\":[1,null],\"a\":\"\uD83E\uDEA8\"}");
        for (SessionStatus status : SessionStatus.values()) {
            String id = "s-" + status;
            Session first = put(Samples.session(id, "App \u00DF", "ada@example.org", "p/1 %", status, now()));
            assertThat(session(id)).isEqualTo(first);
            Session next = moved(first, status, metadata);
            subject.change(tx -> tx.sessions().update(next, 1));
            assertThat(session(id)).isEqualTo(next);
        }
        Session bare = put(Samples.session("bare", now()));
        assertThat(session("bare")).isEqualTo(bare);
        assertThatThrownBy(() -> put(bare)).isInstanceOf(AlreadyExists.class);
        Optional<Session> none = subject.read(view -> view.sessions().find("BARE"));
        assertThat(none).isEmpty();
    }

    @Test
    @Clause("SESS-1")
    @Clause("TX-4")
    @DisplayName("session versions rise by one, and a writer that expects an old one loses")
    void versions() throws Exception {
        put(Samples.session("s", now()));
        Callable<Boolean> writer = () -> {
            for (int done = 0; done < 10; ) {
                Session old = session("s");
                try {
                    subject.change(tx -> tx.sessions().update(moved(old, old.status(), old.metadata()), old.version()));
                    done++;
                } catch (ConditionFailed lost) {
                    assertThat(lost.actual()).isGreaterThan(lost.expected());
                }
            }
            return true;
        };
        Race.run(List.of(writer, writer, writer));
        assertThat(session("s").version()).isEqualTo(31);
        Session unknown = Samples.session("none", now());
        assertThatThrownBy(() -> subject.change(tx -> tx.sessions().update(unknown, 1)))
                .isInstanceOfSatisfying(
                        NotFound.class, missing -> assertThat(missing.kind()).isEqualTo("session"));
    }

    @Test
    @Clause("SESS-3")
    @Clause("PAGE-1")
    @DisplayName("every combination of application, user, project and status lists exactly what SessionFilter.matches"
            + " accepts, newest first, page by page (weakness G.1.7: lists without a cursor)")
    void lists() {
        List<Session> all = new ArrayList<>();
        for (String app : List.of("chat", "Chat", "ch%")) {
            for (String user : List.of("ada", "ad_", "ADA")) {
                for (String project : new String[] {"p", "P", null}) {
                    SessionStatus status =
                            List.of(SessionStatus.values()).get(all.size() % SessionStatus.values().length);
                    // several at one time: the id decides
                    all.add(put(Samples.session(
                            "s" + all.size(), app, user, project, status, now().plusSeconds(all.size() / 4))));
                }
            }
        }
        List<Session> newest = all.stream()
                .sorted((a, b) -> {
                    int byTime = b.createdAt().compareTo(a.createdAt());
                    return byTime != 0 ? byTime : b.id().compareTo(a.id());
                })
                .toList();
        for (String app : new String[] {"chat", "ch%", "none", null}) {
            for (String user : new String[] {"ada", "ad_", null}) {
                for (String project : new String[] {"p", null}) {
                    for (SessionStatus status : new SessionStatus[] {SessionStatus.ACTIVE, null}) {
                        SessionFilter filter = new SessionFilter(app, user, project, status);
                        List<Session> expected =
                                newest.stream().filter(filter::matches).toList();
                        for (int limit : new int[] {1, 4, 100}) {
                            assertThat(follow(filter, limit))
                                    .as("%s by %d", filter, limit)
                                    .containsExactlyElementsOf(expected);
                        }
                    }
                }
            }
        }
    }

    private List<Session> follow(SessionFilter filter, int limit) {
        List<Session> all = new ArrayList<>();
        @Nullable PageKey[] after = {null};
        while (true) {
            List<Session> page = subject.read(view -> view.sessions().page(filter, after[0], limit));
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page);
            if (page.size() < limit) {
                return all;
            }
            after[0] = new PageKey(page.getLast().createdAt(), page.getLast().id());
        }
    }

    @Test
    @Clause("SESS-4")
    @Clause("FEED-5")
    @DisplayName("deleting a session takes its events and lease along, and nothing of an execution or a session beside"
            + " it, of the same id or a longer one")
    void delete() throws Exception {
        insert("s");
        for (String id : List.of("s", "s2")) {
            put(Samples.session(id, now()));
            subject.change(tx -> tx.events().append(id, Samples.events(1, 3, now())));
            subject.change(tx -> tx.events().lease(id, new WriterLease("w", 1, now()), 0));
        }
        Position before = subject.read(view -> view.position());
        long revision = subject.change(tx -> {
            tx.events().append("s", Samples.events(4, 4, now()));
            tx.sessions().delete("s");
        });
        Optional<EventHead> head = subject.read(view -> view.events().head("s"));
        assertThat(head).isEmpty();
        assertThat(events("s")).isEmpty();
        assertThat(events("s2")).hasSize(3);
        assertThat(get("s").id()).isEqualTo("s");
        assertThat(settled(before))
                .containsExactly(new Change(revision, EntityKind.SESSION, "s", "s", ChangeOp.DELETE, 1));
        put(Samples.session("s", now()));
        Optional<EventHead> again = subject.read(view -> view.events().head("s"));
        assertThat(again).contains(new EventHead(0, null));
        assertThatThrownBy(() -> subject.change(tx -> tx.sessions().delete("none")))
                .isInstanceOf(NotFound.class);
    }

    private List<SessionEvent> events(String id) {
        return subject.read(view -> view.events().read(id, EventQuery.ALL, 10));
    }
}
