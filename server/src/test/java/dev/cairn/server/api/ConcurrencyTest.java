package dev.cairn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.support.Api;
import dev.cairn.server.support.TestServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.cairn.server.support.Backends#all")
class ConcurrencyTest {
    private final Api api;

    ConcurrencyTest(String backend) {
        api = TestServer.shared(backend).workspace();
    }

    @Test
    void a_thousand_creates_at_once_all_succeed_with_a_revision_each() throws Exception {
        List<Future<Api.Response>> creates = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1_000; i++) {
                String id = "c" + i;
                creates.add(threads.submit(
                        () -> api.post("/executions", "{\"id\":\"" + id + "\",\"name\":\"" + id + "\"}")));
            }
        }
        Set<String> revisions = new HashSet<>();
        for (Future<Api.Response> create : creates) {
            Api.Response created = create.get().is(201);
            assertThat(created.header("ETag")).isEqualTo("\"1\"");
            revisions.add(String.valueOf(created.header("Cairn-Revision")));
        }
        assertThat(revisions).hasSize(1_000);
        assertThat(api.get("/executions?limit=1&total=exact")
                        .json()
                        .path("total")
                        .path("value")
                        .asInt())
                .isEqualTo(1_000);
        for (int i = 0; i < 1_000; i++) {
            api.get("/executions/c" + i).is(200);
        }
    }
}
