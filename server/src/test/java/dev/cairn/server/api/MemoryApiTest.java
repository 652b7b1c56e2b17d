package dev.cairn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.support.Api;
import dev.cairn.server.support.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@MethodSource("dev.cairn.server.support.Backends#all")
class MemoryApiTest {
    private final Api api;

    MemoryApiTest(String backend) {
        api = TestServer.shared(backend).workspace();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String entry(String namespace, String key) {
        return "/memories/entry?namespace=" + encoded(namespace) + "&key=" + encoded(key);
    }

    private Api.Response put(String namespace, String key, String body) {
        return api.send("PUT", entry(namespace, key), json(body));
    }

    private List<String> keys(String query) {
        return api.get("/memories" + query)
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("namespace").asString() + " "
                        + item.path("key").asString())
                .toList();
    }

    @Test
    void a_memory_goes_through_its_versions() {
        Api.Response first = put("user/alice", "theme", "{'value':{'mode':'dark'},'metadata':{'by':'ada'}}")
                .is(200);
        assertThat(first.header("ETag")).isEqualTo("\"1\"");
        assertThat(first.header("Cairn-Revision")).isNotNull();
        api.send("GET", entry("user/alice", "theme"), null, "If-None-Match", "\"1\"")
                .is(304);
        api.send("PUT", entry("user/alice", "theme"), "{\"value\":1}", "If-Match", "\"0\"")
                .is(412);
        api.send("PUT", entry("user/alice", "theme"), "{\"value\":[1.50,null]}", "If-Match", "\"1\"")
                .is(200);
        JsonNode second = api.get(entry("user/alice", "theme")).is(200).json();
        assertThat(api.get(entry("user/alice", "theme")).text()).contains("\"value\":[1.50,null]");
        assertThat(second.path("metadata").path("by").asString()).isEqualTo("ada");
        assertThat(api.get(entry("user/alice", "theme") + "&version=1")
                        .is(200)
                        .json()
                        .path("value")
                        .path("mode")
                        .asString())
                .isEqualTo("dark");
        api.send("DELETE", entry("user/alice", "theme"), null, "If-Match", "\"1\"")
                .is(412);
        assertThat(api.send("DELETE", entry("user/alice", "theme"), null)
                        .is(204)
                        .header("ETag"))
                .isEqualTo("\"3\"");
        api.get(entry("user/alice", "theme")).is(404);
        String named = "?namespace=user%2Falice&key=theme";
        JsonNode history =
                api.get("/memories/history" + named + "&limit=2").is(200).json();
        assertThat(history.path("items").get(0).path("deleted").asBoolean()).isTrue();
        assertThat(api.get("/memories/history" + named + "&cursor="
                                + history.path("next").asString())
                        .is(200)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(api.post("/memories/restore" + named + "&version=1", "")
                        .is(200)
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(4);
        api.post("/memories/restore" + named, "").is(409);
    }

    @Test
    void names_survive_the_url() {
        String namespace = "\u00FCser/a b/%2F\u65E5+&=?#";
        String key = "k/../.. \uD83E\uDEA8;%_";
        put(namespace, key, "{'value':'x'}").is(200);
        JsonNode found = api.get(entry(namespace, key)).is(200).json();
        assertThat(found.path("namespace").asString()).isEqualTo(namespace);
        assertThat(found.path("key").asString()).isEqualTo(key);
        assertThat(keys("?prefix=" + encoded("\u00FCser/a b"))).containsExactly(namespace + " " + key);
        assertThat(keys("?prefix=" + encoded("\u00FCser/a"))).isEmpty();
        put("a//b", "k", "{'value':1}").is(400).blames("namespace");
        put("a", "", "{'value':1}").is(400).blames("key");
        put("a", "k", "{'value':null}").is(400).blames("value");
        put("a", "k", "{'value':1,'color':2}").is(400).blames("color");
        api.get("/memories/entry?key=k").is(400).blames("namespace");
    }

    @Test
    void searches_are_paged_and_combine_conditions() {
        api.post(
                        "/memories",
                        json(
                                "[{'namespace':'user/alice','key':'a1','value':{'lang':'de','t':'dark mode'},'type':'semantic'},"
                                        + "{'namespace':'user/alice/deep','key':'a2','value':{'lang':'de','t':'light'}},"
                                        + "{'namespace':'user/alice2','key':'a3','value':{'lang':'de','t':'dark'}},"
                                        + "{'namespace':'user/bob','key':'b1','value':{'lang':'en'},'type':'episodic','ttlSeconds':3600}]"))
                .is(200);
        assertThat(keys("?prefix=user/alice")).containsExactly("user/alice a1", "user/alice/deep a2");
        assertThat(keys("?text=DARK")).containsExactly("user/alice a1", "user/alice2 a3");
        assertThat(keys("?text=dark&prefix=user/alice")).containsExactly("user/alice a1");
        assertThat(keys("?fields=" + encoded("{\"lang\":\"en\"}"))).containsExactly("user/bob b1");
        assertThat(keys("?key=" + encoded("a?") + "&type=semantic")).hasSize(3);
        assertThat(keys("?type=episodic")).containsExactly("user/bob b1");
        api.get("/memories?type=odd").is(400).blames("type");
        api.get("/memories?text=!").is(400).blames("text");
        api.get("/memories?fields=1").is(400).blames("fields");
        Api.Response page = api.get("/memories?limit=3").is(200);
        assertThat(keys("?limit=3&cursor=" + page.text("next"))).containsExactly("user/bob b1");
        JsonNode namespaces =
                api.get("/memories/namespaces?prefix=user&depth=2").is(200).json();
        assertThat(namespaces.path("items").toString())
                .isEqualTo(json("[{'namespace':'user/alice','count':2},{'namespace':'user/alice2','count':1},"
                        + "{'namespace':'user/bob','count':1}]"));
        assertThat(api.get("/memories/export?prefix=user/alice").is(200).text().lines())
                .hasSize(2)
                .first()
                .satisfies(line -> assertThat(line).startsWith("{\"namespace\":\"user/alice\",\"key\":\"a1\""));
    }

    @Test
    void several_are_put_all_or_none_and_move_together() {
        api.post("/memories", json("[{'namespace':'a','key':'k','value':1},{'namespace':'a','key':'k','value':2}]"))
                .is(400);
        put("a", "k", "{'value':1}").is(200);
        api.post(
                        "/memories",
                        json("[{'namespace':'a','key':'n','value':1},"
                                + "{'namespace':'a','key':'k','value':2,'expectedVersion':7}]"))
                .is(412);
        assertThat(keys("")).containsExactly("a k");
        put("a/b", "k", "{'value':2}").is(200);
        assertThat(api.post("/memories/move", json("{'namespace':'a','to':'c/d'}"))
                        .is(200)
                        .json()
                        .path("moved")
                        .asInt())
                .isEqualTo(2);
        assertThat(keys("")).containsExactly("c/d k", "c/d/b k");
        api.post("/memories/publish", json("{'namespace':'c/d','key':'k','to':'x'}"))
                .is(200);
        api.post("/memories/move", json("{'namespace':'c/d','key':'k','to':'x'}"))
                .is(409);
        api.post("/memories/publish", json("{'namespace':'c/d','to':'x'}"))
                .is(400)
                .blames("key");
        assertThat(keys("")).containsExactly("c/d k", "c/d/b k", "x k");
    }

    @Test
    void the_nearest_are_found_by_their_embeddings() {
        put("v", "same", "{'value':1,'embedding':[0.5,0.25]}").is(200);
        put("v", "other", "{'value':1,'embedding':[-1,2]}").is(200);
        put("v", "wide", "{'value':1,'embedding':[1,1,1]}").is(200);
        JsonNode found = api.post("/memories/nearest", json("{'embedding':[2,1],'prefix':'v','limit':5}"))
                .is(200)
                .json();
        assertThat(found.path("items").size()).isEqualTo(2);
        assertThat(found.path("items").get(0).path("memory").path("key").asString())
                .isEqualTo("same");
        assertThat(found.path("items").get(0).path("score").asDouble()).isEqualTo(1.0);
        assertThat(api.get(entry("v", "same")).is(200).json().path("embedding").toString())
                .isEqualTo("[0.5,0.25]");
        put("v", "zero", "{'value':1,'embedding':[0,0]}").is(400).blames("embedding");
        put("v", "big", "{'value':1,'embedding':[1e99]}").is(400).blames("embedding[0]");
    }

    @Test
    void changes_name_namespace_and_key() {
        put("user/alice", "theme", "{'value':1}").is(200);
        JsonNode changes = api.get("/changes?kinds=memory").is(200).json();
        assertThat(changes.path("changes").get(0).path("namespace").asString()).isEqualTo("user/alice");
        assertThat(changes.path("changes").get(0).path("id").asString()).isEqualTo("theme");
    }
}
