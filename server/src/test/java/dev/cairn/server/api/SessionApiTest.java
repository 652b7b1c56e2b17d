package dev.cairn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.support.Api;
import dev.cairn.server.support.TestServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@MethodSource("dev.cairn.server.support.Backends#all")
class SessionApiTest {
    private final Api api;

    SessionApiTest(String backend) {
        api = TestServer.shared(backend).workspace();
    }

    @BeforeEach
    void aSession() {
        api.post(
                        "/sessions",
                        "{'id':'s','app':'chat','user':'ada','project':'p','state':{'user':{'lang':'de'}}}"
                                .replace('\'', '"'))
                .is(201);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private Api.Response append(String query, String events) {
        return api.post("/sessions/s/events" + query, json(events));
    }

    @Test
    void a_session_goes_through_its_life() {
        Api.Response created = api.get("/sessions/s").is(200);
        assertThat(created.text("status")).isEqualTo("created");
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        api.send("GET", "/sessions/s", null, "If-None-Match", "\"1\"").is(304);
        api.send("PATCH", "/sessions/s", "{\"status\":\"active\"}", "If-Match", "\"1\"")
                .is(200);
        api.send("PATCH", "/sessions/s", "{\"status\":\"paused\"}", "If-Match", "\"1\"")
                .is(412);
        api.send("PATCH", "/sessions/s", "{\"status\":\"archived\"}").is(409);
        api.send("PATCH", "/sessions/s", "{\"metadata\":{\"a\":1}}").is(200);
        api.send("PATCH", "/sessions/s", "{\"status\":\"gone\"}").is(400).blames("status");
        api.post("/sessions", "{\"id\":\"s\",\"app\":\"x\",\"user\":\"y\"}").is(409);
        api.post("/sessions", "{\"user\":\"y\"}").is(400).blames("app");
        api.post("/sessions", "{\"id\":\"t\",\"app\":\"mail\",\"user\":\"ada\"}")
                .is(201);
        assertThat(ids("?user=ada")).containsExactlyInAnyOrder("s", "t");
        assertThat(ids("?user=ada&app=chat&status=active&project=p")).containsExactly("s");
        assertThat(ids("?status=archived")).isEmpty();
        Api.Response first = api.get("/sessions?limit=1").is(200);
        assertThat(ids("?limit=1&cursor=" + first.text("next"))).hasSize(1);
        api.send("DELETE", "/sessions/s", null).is(204);
        api.get("/sessions/s").is(404);
        api.get("/sessions/s/events").is(404);
    }

    private List<String> ids(String query) {
        return api.get("/sessions" + query)
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    @Test
    void events_are_appended_once_and_read_both_ways() {
        Api.Response first = append(
                        "?expect=0",
                        "[{'id':'a','actor':'user','content':{'message':'hi'}},"
                                + "{'id':'b','type':'tool_call','actor':'agent:x','state':{'temp':{'n':1}}}]")
                .is(200);
        assertThat(first.json().path("events").get(1).path("sequence").asInt()).isEqualTo(2);
        assertThat(append("?expect=0", "[{'id':'a','actor':'user','content':{'message':'hi'}}]")
                        .is(200)
                        .json()
                        .path("repeated")
                        .asInt())
                .isEqualTo(1);
        append("", "[{'id':'a','actor':'user','content':{'message':'other'}}]").is(409);
        append("?expect=0", "[{'id':'c','actor':'user'}]").is(412).blames("expect");
        append("?expect=0&token=1", "[{'actor':'user'}]").is(400).blames("expect");
        append("", "[{'actor':'user'},{'content':{}}]").is(400);
        append("", "[{'actor':'user','state':{'planet':{'k':1}}}]").is(400);
        api.send(
                        "POST",
                        "/sessions/s/events",
                        "{\"id\":\"c\",\"actor\":\"u\"}\n",
                        "Content-Type",
                        "application/x-ndjson")
                .is(200);
        JsonNode forward = api.get("/sessions/s/events?limit=2").is(200).json();
        assertThat(forward.path("next").asString()).isEqualTo("2");
        assertThat(forward.path("lastSequence").asInt()).isEqualTo(3);
        assertThat(forward.path("items").get(1).path("type").asString()).isEqualTo("tool_call");
        JsonNode backward = api.get("/sessions/s/events?order=desc&before=3&limit=1")
                .is(200)
                .json();
        assertThat(backward.path("items").get(0).path("id").asString()).isEqualTo("b");
        // they are told by the feed
        JsonNode changes = api.get("/changes?kinds=event").is(200).json().path("changes");
        assertThat(changes.get(0).path("session").asString()).isEqualTo("s");
        api.get("/changes?kinds=event&execution=s").is(400).blames("kinds");
    }

    @Test
    void the_holder_of_the_lease_appends_alone() {
        String wanted = "{\"holder\":\"one\",\"seconds\":60}";
        int token = api.send("PUT", "/sessions/s/lease", wanted)
                .is(200)
                .json()
                .path("token")
                .asInt();
        append("", "[{'actor':'user'}]").is(412);
        append("?token=" + token, "[{'actor':'user'}]").is(200);
        append("?token=" + (token + 1), "[{'actor':'user'}]").is(412).blames("token");
        api.send("PUT", "/sessions/s/lease", "{\"holder\":\"two\",\"seconds\":60}")
                .is(412);
        api.send("PUT", "/sessions/s/lease", "{\"holder\":\"two\",\"seconds\":0}")
                .is(400)
                .blames("seconds");
        api.send("DELETE", "/sessions/s/lease", null).is(400).blames("token");
        api.send("DELETE", "/sessions/s/lease?token=" + token, null).is(204);
        append("", "[{'actor':'user'}]").is(200);
    }

    @Test
    void state_is_put_seen_and_removed() {
        String value = "/state/value?scope=app&owner=chat&key=limits%2Fmax";
        Api.Response put =
                api.send("PUT", value, "{\"value\":{\"n\":[1.50,null]}}").is(200);
        assertThat(put.header("ETag")).isEqualTo("\"1\"");
        api.send("PUT", value, "{\"value\":2}", "If-Match", "\"7\"").is(412);
        api.send("PUT", value, "{\"value\":null}").is(400).blames("value");
        api.send("PUT", "/state/value?scope=app&owner=chat", "{\"value\":1}")
                .is(400)
                .blames("key");
        api.send("PUT", "/state/value?scope=world&owner=x&key=k", "{\"value\":1}")
                .is(400)
                .blames("scope");
        assertThat(api.get(value).is(200).text()).contains("\"value\":{\"n\":[1.50,null]}");
        assertThat(seen("")).containsExactly("lang", "limits/max");
        assertThat(seen("?key=lang")).containsExactly("lang");
        assertThat(api.get("/state?scope=user&owner=ada")
                        .is(200)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
        api.send("DELETE", value, null, "If-Match", "\"1\"").is(204);
        api.get(value).is(404);
        assertThat(seen("")).containsExactly("lang");
        assertThat(api.send("PUT", value, "{\"value\":3}")
                        .is(200)
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(3);
        api.get("/sessions/none/state").is(404);
        api.get("/sessions/s/state?key=nothing").is(404);
    }

    private List<String> seen(String query) {
        return api.get("/sessions/s/state" + query)
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("key").asString())
                .toList();
    }
}
