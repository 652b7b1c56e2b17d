package dev.cairn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.support.Api;
import dev.cairn.server.support.TestServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@MethodSource("dev.cairn.server.support.Backends#all")
class TaskApiTest {
    private final Api api;

    TaskApiTest(String backend) {
        api = TestServer.shared(backend).workspace();
    }

    private Api.Response post(String path, String json) {
        return api.post(path, json.replace('\'', '"'));
    }

    private List<String> ids(JsonNode items) {
        return items.valueStream().map(item -> item.path("id").asString()).toList();
    }

    private JsonNode claim(String more) {
        return post("/task-claims", "{'worker':'w','seconds':30" + more + "}")
                .is(200)
                .json()
                .path("items");
    }

    @Test
    void tasks_are_enqueued_claimed_and_completed_in_the_order_of_their_dependencies() {
        Api.Response created = post(
                        "/tasks",
                        "{'id':'a','type':'build','key':'k','input':{'n':1.50},'priority':'high','source':'human'}")
                .is(201);
        assertThat(created.header("Location")).endsWith("/tasks/a");
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.json().path("priority").intValue()).isEqualTo(7);
        post("/tasks", "{'type':'build','key':'k','input':{'n':1.50}}").is(201);
        post("/tasks", "{'type':'other','key':'k'}").is(409);
        post(
                        "/task-batches",
                        "[{'id':'d','type':'x','after':['b','c']},{'id':'b','type':'x','after':['a']},"
                                + "{'id':'c','type':'x','after':['a'],'parent':'a'}]")
                .is(200);
        assertThat(post("/task-plans", "{'tasks':['d']}")
                        .is(200)
                        .json()
                        .path("layers")
                        .toString())
                .isEqualTo("[[\"a\"],[\"b\",\"c\"],[\"d\"]]");
        JsonNode a = claim("").get(0);
        assertThat(a.path("id").asString()).isEqualTo("a");
        long token = a.path("token").longValue();
        post("/tasks/a/heartbeat", "{'token':" + token + ",'seconds':60}").is(200);
        post("/tasks/a/complete", "{'token':99}").is(412).blames("token");
        JsonNode ended = post("/tasks/a/complete", "{'token':" + token + ",'result':{'ok':true}}")
                .is(200)
                .json();
        assertThat(ended.path("ready").toString()).isEqualTo("[\"b\",\"c\"]");
        assertThat(ended.path("task").path("result").toString()).isEqualTo("{\"ok\":true}");
        post("/tasks/a/complete", "{'token':" + token + "}").is(200);
        api.send("GET", "/tasks/a", null, "If-None-Match", "\"3\"").is(304);
        assertThat(api.get("/tasks/d").is(200).json().path("after").toString())
                .isEqualTo("[{\"task\":\"b\",\"completed\":false},{\"task\":\"c\",\"completed\":false}]");
        assertThat(ids(api.get("/tasks?status=ready").is(200).json().path("items")))
                .containsExactlyInAnyOrder("b", "c");
        assertThat(ids(api.get("/tasks?parent=a&type=x&limit=1").is(200).json().path("items")))
                .containsExactly("c");
        JsonNode counts = api.get("/task-statistics").is(200).json();
        assertThat(counts.path("total").longValue()).isEqualTo(4);
        assertThat(counts.path("counts").path("completed").longValue()).isEqualTo(1);
        assertThat(api.get("/task-statistics?parent=a")
                        .is(200)
                        .json()
                        .path("total")
                        .longValue())
                .isEqualTo(1);
    }

    @Test
    void a_cycle_is_a_conflict_that_names_it() {
        Api.Response refused = post(
                        "/task-batches", "[{'id':'a','type':'x','after':['b']},{'id':'b','type':'x','after':['a']}]")
                .is(409);
        assertThat(refused.text("cycle")).isEqualTo("a -> b -> a");
        post("/tasks", "{'id':'c','type':'x'}").is(201);
        post("/tasks", "{'id':'d','type':'x','after':['c']}").is(201);
        post("/tasks/c/dependencies", "{'after':'d'}").is(409);
        post("/tasks/d/dependencies", "{'after':'c'}").is(200);
        post("/tasks/d/dependencies", "{'after':'none'}").is(404);
    }

    @Test
    void failure_cancellation_and_pruning() {
        post(
                        "/task-batches",
                        "[{'id':'a','type':'x','maxAttempts':2,'backoffSeconds':0},{'id':'b','type':'x','after':['a']}]")
                .is(200);
        long token = claim("").get(0).path("token").longValue();
        post("/tasks/a/fail", "{'token':" + token + ",'error':'broke'}").is(200);
        token = claim("").get(0).path("token").longValue();
        JsonNode ended = post("/tasks/a/fail", "{'token':" + token + ",'error':'broke','retry':true}")
                .is(200)
                .json();
        assertThat(ended.path("task").path("status").asString()).isEqualTo("failed");
        assertThat(ended.path("cancelled").toString()).isEqualTo("[\"b\"]");
        post("/tasks/a/cancel", "{}").is(409);
        post("/tasks", "{'id':'c','type':'x'}").is(201);
        post("/tasks/c/cancel", "{'reason':'enough'}").is(200);
        api.send("DELETE", "/tasks/c", null).is(204);
        api.get("/tasks/c").is(404);
        assertThat(post("/task-pruning", "{'olderThanSeconds':0,'dryRun':true}")
                        .is(200)
                        .json()
                        .path("total")
                        .longValue())
                .isEqualTo(2);
        assertThat(post("/task-pruning", "{'olderThanSeconds':0,'statuses':['failed']}")
                        .is(200)
                        .json()
                        .path("total")
                        .longValue())
                .isEqualTo(1);
        post("/task-pruning", "{'olderThanSeconds':0,'statuses':['ready']}")
                .is(400)
                .blames("statuses");
    }

    @Test
    void wrong_input_is_named() {
        post("/tasks", "{'id':'a'}").is(400).blames("type");
        post("/tasks", "{'type':'x','priority':'urgent'}").is(400).blames("priority");
        post("/task-batches", "[{'type':'x'},{'type':'x','wrong':1}]").is(400);
        post("/task-claims", "{'worker':'w'}").is(400).blames("seconds");
        post("/task-claims", "{'worker':'w','seconds':30,'count':1000}").is(400).blames("count");
        post("/tasks/none/complete", "{'token':1}").is(404);
        api.get("/tasks?status=asleep").is(400).blames("status");
    }

    @Test
    void a_claim_waits_for_the_task_that_comes() {
        assertThat(claim("").isEmpty()).isTrue();
        CompletableFuture<JsonNode> waiting = CompletableFuture.supplyAsync(() -> claim(",'wait':30,'type':'mine'"));
        post("/tasks", "{'id':'other','type':'x'}").is(201);
        post("/tasks", "{'id':'mine','type':'mine'}").is(201);
        assertThat(ids(waiting.join())).containsExactly("mine");
    }
}
