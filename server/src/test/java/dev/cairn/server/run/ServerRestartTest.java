package dev.cairn.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.postgres.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real server, killed in the middle of a run and started again on the same database. */
class ServerRestartTest {
    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private String database;
    private String url;
    private int port;

    @BeforeEach
    void prepare() throws IOException {
        database = TestPostgres.get().newDatabase();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        url = "http://127.0.0.1:" + port;
    }

    @AfterEach
    void remove() {
        client.shutdownNow();
        TestPostgres.get().drop(database);
    }

    private CairnProcess serve() throws Exception {
        CairnProcess server = CairnProcess.start(
                directory,
                List.of("serve", "--backend", "postgres", "--set", "postgres.url=" + database, "--port", "" + port));
        server.awaitOut("ready");
        return server;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/v1/workspaces/default" + path))
                .build();
        return JsonMapper.shared()
                .readTree(client.send(request, BodyHandlers.ofByteArray()).body());
    }

    private String awaitLines(int count) throws Exception {
        long until = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < until) {
            JsonNode first = get("/executions").path("items").path(0);
            String id = first.path("id").asString("");
            if (!id.isEmpty()
                    && get("/executions/" + id + "/logs?tail=1")
                                    .path("lastSequence")
                                    .asLong(0)
                            >= count) {
                return id;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("the lines did not come");
    }

    @Test
    void everyLineIsThereOnceAndInOrderAndFollowersSeeThem() throws Exception {
        String script = """
                echo STEP_START:A; seq 1 100; until [ -e down ]; do sleep 0.05; done
                seq 101 5000; echo mid; until [ -e up ]; do sleep 0.05; done; seq 5001 5100
                """;
        List<String> expected = new ArrayList<>(List.of("STEP_START:A"));
        IntStream.rangeClosed(1, 5000).mapToObj(Integer::toString).forEach(expected::add);
        expected.add("mid");
        IntStream.rangeClosed(5001, 5100).mapToObj(Integer::toString).forEach(expected::add);
        List<String> run = List.of("run", "--url", url, "--drain-timeout", "60s", "--", "bash", "-c", script);
        try (CairnProcess first = serve();
                CairnProcess command = CairnProcess.start(directory, run)) {
            String id = awaitLines(101);
            try (CairnProcess follower =
                    CairnProcess.start(directory, List.of("executions", "logs", "-f", "--url", url, id))) {
                follower.awaitOut("\n100\n");
                first.process().destroyForcibly().waitFor();
                Files.createFile(directory.resolve("work/down"));
                command.awaitOut("mid");
                try (CairnProcess second = serve()) {
                    Files.createFile(directory.resolve("work/up"));
                    assertThat(command.await()).as(command.err()).isZero();
                    assertThat(follower.await()).as(follower.err()).isZero();
                    assertThat(follower.out().lines().toList()).isEqualTo(expected);
                    assertStored(id, expected);
                    second.process().destroy();
                    second.await();
                }
            }
        }
    }

    private void assertStored(String id, List<String> expected) throws Exception {
        List<String> contents = new ArrayList<>();
        List<Long> sequences = new ArrayList<>();
        JsonNode page = get("/executions/" + id + "/logs?limit=1000");
        while (!page.path("items").isEmpty()) {
            page.path("items").forEach(line -> {
                contents.add(line.path("content").asString());
                sequences.add(line.path("sequence").asLong());
            });
            page = get("/executions/" + id + "/logs?limit=1000&after=" + sequences.getLast());
        }
        assertThat(contents).isEqualTo(expected);
        assertThat(sequences)
                .isEqualTo(LongStream.rangeClosed(1, expected.size()).boxed().toList());
        JsonNode execution = get("/executions/" + id);
        assertThat(execution.path("status").asString()).isEqualTo("completed");
        assertThat(execution.path("completedSteps").asInt()).isEqualTo(1);
    }
}
