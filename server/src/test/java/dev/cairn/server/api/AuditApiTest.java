package dev.cairn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.support.Api;
import dev.cairn.server.support.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@MethodSource("dev.cairn.server.support.Backends#all")
class AuditApiTest {
    private final Api api;

    AuditApiTest(String backend) {
        api = TestServer.shared(backend).workspace();
    }

    private Api.Response session(String id, String... headers) {
        return api.send("POST", "/sessions", "{\"id\":\"" + id + "\",\"app\":\"a\",\"user\":\"u\"}", headers);
    }

    private List<String> listed(String query, String member) {
        List<String> values = new ArrayList<>();
        api.get("/audit" + query)
                .is(200)
                .json()
                .path("items")
                .forEach(item -> values.add(item.path(member).asString()));
        return values;
    }

    /** Seals until all are: an entry may settle some time after its commit. */
    private JsonNode sealed(int count) throws InterruptedException {
        JsonNode head = api.get("/audit/head").is(200).json();
        long end = System.nanoTime() + 30_000_000_000L;
        while (head.path("sequence").asInt() < count && System.nanoTime() < end) {
            api.send("POST", "/audit/seal", null).is(200);
            head = api.get("/audit/head").is(200).json();
        }
        assertThat(head.path("sequence").asInt()).isEqualTo(count);
        return head;
    }

    @Test
    void a_write_on_behalf_of_an_actor_leaves_entries() {
        session("plain").is(201);
        assertThat(listed("", "actor")).isEmpty();
        Api.Response made = session("s", "Cairn-Actor", "Zo%C3%AB", "Cairn-Reason", "a%20reason")
                .is(201);
        api.send("PATCH", "/sessions/s", "{\"status\":\"active\"}", "Cairn-Actor", "bob")
                .is(200);
        api.send("POST", "/sessions/s/events", "[{\"actor\":\"user\"}]", "Cairn-Actor", "bob")
                .is(200);
        api.send("DELETE", "/sessions/s", null, "Cairn-Actor", "bob", "Cairn-Reason", "tidy")
                .is(204);
        assertThat(listed("", "action"))
                .containsExactly("sessions.delete", "events.append", "sessions.change", "sessions.create");
        assertThat(listed("?actor=Zo%C3%AB", "reason")).containsExactly("a reason");
        assertThat(listed("?actor=bob&action=events.append", "kind")).containsExactly("event");
        assertThat(listed("?root=s", "op")).containsExactly("delete", "put", "put", "put");
        assertThat(listed("?root=s&kind=session&entity=s", "version")).hasSize(3);
        JsonNode first = api.get("/audit?limit=1").is(200).json();
        assertThat(listed("?limit=1&cursor=" + first.path("next").asString(), "action"))
                .containsExactly("events.append");
        String time = first.path("items").get(0).path("time").asString();
        assertThat(listed("?from=" + time, "action")).containsExactly("sessions.delete");
        assertThat(listed("?to=" + time, "action")).hasSize(3);
        JsonNode entry = api.get("/audit/entries/" + made.header("Cairn-Revision") + "-0")
                .is(200)
                .json();
        assertThat(entry.path("action").asString()).isEqualTo("sessions.create");
    }

    @Test
    void what_makes_no_sense_is_refused_by_name() {
        session("s", "Cairn-Actor", "x".repeat(129)).is(422).blames("Cairn-Actor");
        session("s", "Cairn-Actor", "a", "Cairn-Reason", "x".repeat(1_001))
                .is(422)
                .blames("Cairn-Reason");
        session("s", "Cairn-Actor", "%zz").is(400).blames("Cairn-Actor");
        session("s", "Cairn-Actor", "%00").is(400).blames("Cairn-Actor");
        session("s", "Cairn-Actor", " ").is(400).blames("Cairn-Actor");
        session("s", "Cairn-Reason", "why").is(400).blames("Cairn-Reason");
        api.get("/sessions/s").is(404);
        api.get("/audit?kind=step").is(400).blames("kind");
        api.get("/audit?root=s&entity=1").is(400).blames("entity");
        api.get("/audit?kind=planet&root=s").is(400).blames("kind");
        api.get("/audit?cursor=MTIgeA").is(400).blames("cursor");
        api.get("/audit/entries/12").is(400).blames("entry");
        api.get("/audit/entries/12-9").is(404);
        api.get("/audit/verification?head=12").is(400).blames("head");
        api.send("POST", "/audit/seal?limit=0", null).is(400).blames("limit");
    }

    @Test
    void the_chain_is_sealed_verified_and_exported() throws Exception {
        for (int i = 0; i < 3; i++) {
            session("s" + i, "Cairn-Actor", "ada").is(201);
        }
        String head = sealed(3).path("head").asString();
        session("tail", "Cairn-Actor", "ada").is(201);
        JsonNode sound = api.get("/audit/verification?head=" + head).is(200).json();
        assertThat(sound.path("holds").asBoolean()).isTrue();
        assertThat(sound.path("sealed").asInt() + sound.path("unsealed").asInt())
                .isEqualTo(4);
        JsonNode cut =
                api.get("/audit/verification?head=99:" + "a".repeat(64)).is(200).json();
        assertThat(cut.path("broken").path("fault").asString()).isEqualTo("truncated");
        JsonNode other =
                api.get("/audit/verification?head=2:" + "a".repeat(64)).is(200).json();
        assertThat(other.path("broken").path("fault").asString()).isEqualTo("replaced");
        String[] lines = api.get("/audit/export?after=1").is(200).text().split("\n", -1);
        assertThat(lines[0]).contains("\"sequence\":2").contains("\"entity\":\"s1\"");
        assertThat(lines[1]).contains(head.substring(2));
        assertThat(listed("?root=s2", "id"))
                .allSatisfy(id -> assertThat(api.get("/audit/entries/" + id)
                                .is(200)
                                .json()
                                .path("sequence")
                                .asInt())
                        .isEqualTo(3));
        JsonNode told = api.get("/changes?kinds=audit").is(200).json().path("changes");
        assertThat(told.get(told.size() - 1).path("audit").asString()).isEqualTo("chain");
    }
}
