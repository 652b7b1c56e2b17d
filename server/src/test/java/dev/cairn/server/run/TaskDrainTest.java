package dev.cairn.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.postgres.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two servers over one PostgreSQL, workers that vanish, and one server killed and started again: every task completes once,
 * by its last token, and nothing stays blocked. {@code -Dcairn.drain.tasks} and {@code -Dcairn.drain.workers} make it larger.
 */
class TaskDrainTest {
    private static final int TASKS = Integer.getInteger("cairn.drain.tasks", 400);
    private static final int WORKERS = Integer.getInteger("cairn.drain.workers", 20);
    private static final int BATCH = 500;
    private static final String TASKS_PATH = "/v1/workspaces/default/tasks";

    @TempDir
    private Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, Long> completed = new ConcurrentHashMap<>();
    private final Map<String, Long> twice = new ConcurrentHashMap<>();
    private final AtomicInteger vanished = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final int[] ports = new int[2];
    private String database;

    @BeforeEach
    void prepare() throws IOException {
        database = TestPostgres.get().newDatabase();
        for (int i = 0; i < ports.length; i++) {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                ports[i] = free.getLocalPort();
            }
        }
    }

    @AfterEach
    void remove() {
        client.shutdownNow();
        TestPostgres.get().drop(database);
    }

    private CairnProcess serve(int side) throws Exception {
        CairnProcess server = CairnProcess.start(
                directory.resolve("server" + side),
                List.of(
                        "serve",
                        "--backend",
                        "postgres",
                        "--set",
                        "postgres.url=" + database,
                        "--port",
                        Integer.toString(ports[side])));
        server.awaitOut("ready");
        return server;
    }

    private HttpResponse<String> send(int side, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports[side] + path))
                .timeout(Duration.ofSeconds(20));
        return client.send(
                body.isEmpty()
                        ? request.build()
                        : request.header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return JsonMapper.shared().readTree(response.body());
    }

    private void enqueue(Random random) throws Exception {
        List<String> graph = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            int before = i;
            String after = random.ints(random.nextInt(4), 0, Math.max(1, before))
                    .distinct()
                    .filter(p -> p < before)
                    .mapToObj(p -> "\"t" + p + "\"")
                    .collect(Collectors.joining(","));
            graph.add(
                    "{\"id\":\"t%d\",\"type\":\"work\",\"after\":[%s],\"priority\":%d,\"maxAttempts\":100,\"backoffSeconds\":0}"
                            .formatted(i, after, random.nextInt(10)));
        }
        for (int from = 0; from < TASKS; from += BATCH) {
            String batch = "[" + String.join(",", graph.subList(from, Math.min(TASKS, from + BATCH))) + "]";
            json(send(from / BATCH % 2, "/v1/workspaces/default/task-batches", batch));
        }
    }

    /** Works until all is done, through one server and, while that is away, through the other. */
    private boolean work(String worker, int home, Random random) throws Exception {
        int side = home;
        while (!over.get()) {
            try {
                JsonNode claimed = json(send(
                                side,
                                "/v1/workspaces/default/task-claims",
                                "{\"worker\":\"%s\",\"count\":%d,\"seconds\":3,\"wait\":1}"
                                        .formatted(worker, 1 + random.nextInt(3))))
                        .path("items");
                for (JsonNode task : claimed) {
                    if (random.nextInt(50) == 0) {
                        vanished.incrementAndGet(); // killed: nobody hears of it or of the rest of its tasks
                        break;
                    }
                    complete(
                            side, task.path("id").asString(), task.path("token").longValue());
                }
                side = home;
            } catch (IOException e) {
                side = 1 - side;
            } catch (AssertionError e) {
                if (!String.valueOf(e.getMessage()).contains("\"retryable\":true")) {
                    throw e;
                }
            }
        }
        return true;
    }

    private void complete(int side, String id, long token) throws Exception {
        HttpResponse<String> response;
        try {
            response = send(side, TASKS_PATH + "/" + id + "/complete", "{\"token\":" + token + "}");
        } catch (IOException lost) {
            // perhaps it counted: saying it again is harmless
            response = send(1 - side, TASKS_PATH + "/" + id + "/complete", "{\"token\":" + token + "}");
        }
        if (response.statusCode() == 412) {
            late.incrementAndGet();
            return;
        }
        json(response);
        Long before = completed.put(id, token);
        if (before != null) {
            twice.put(id, before);
        }
    }

    private long count(int side, String status) throws Exception {
        return json(send(side, "/v1/workspaces/default/task-statistics", ""))
                .path("counts")
                .path(status)
                .longValue();
    }

    private void await(long tasks) throws Exception {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (count(0, "completed") < tasks) {
            if (System.nanoTime() > until) {
                throw new AssertionError(
                        send(0, "/v1/workspaces/default/task-statistics", "").body());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    void a_random_graph_is_drained_by_two_servers_though_workers_and_one_server_are_killed() throws Exception {
        Random random = new Random(7);
        try (CairnProcess first = serve(0);
                CairnProcess second = serve(1);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            enqueue(random);
            long began = System.nanoTime();
            List<Future<Boolean>> workers = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                String name = "w" + i;
                int home = i % 2;
                Random own = new Random(random.nextLong());
                workers.add(threads.submit(() -> work(name, home, own)));
            }
            try {
                await(TASKS / 3);
                second.process().destroyForcibly().waitFor();
                await(TASKS / 2);
                try (CairnProcess again = serve(1)) {
                    await(TASKS);
                    over.set(true);
                    for (Future<Boolean> worker : workers) {
                        worker.get(60, TimeUnit.SECONDS);
                    }
                    System.out.printf(
                            "[drain] %d tasks, %d workers, 2 servers: %.1f s; %d workers vanished, %d answers came late%n",
                            TASKS, WORKERS, (System.nanoTime() - began) / 1e9, vanished.get(), late.get());
                    verify();
                    again.process().destroy();
                }
            } finally {
                over.set(true);
            }
            first.process().destroy();
        }
    }

    private void verify() throws Exception {
        assertThat(twice).isEmpty();
        assertThat(count(1, "blocked")).isZero();
        int seen = 0;
        JsonNode page = json(send(0, TASKS_PATH + "?limit=1000", ""));
        while (true) {
            for (JsonNode task : page.path("items")) {
                String id = task.path("id").asString();
                assertThat(task.path("status").asString()).as(id).isEqualTo("completed");
                // a completion whose answer was lost with the server counted, but nobody knows its token
                Long token = completed.get(id);
                if (token != null) {
                    assertThat(task.path("token").longValue()).as(id).isEqualTo(token);
                }
                seen++;
            }
            if (!page.path("next").isString()) {
                break;
            }
            page = json(send(
                    0, TASKS_PATH + "?limit=1000&cursor=" + page.path("next").asString(), ""));
        }
        assertThat(seen).isEqualTo(TASKS);
        assertThat(completed.size()).isGreaterThan(TASKS * 9 / 10);
    }
}
