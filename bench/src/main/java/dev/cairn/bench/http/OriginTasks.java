package dev.cairn.bench.http;

import dev.cairn.bench.http.OriginFigures.Figure;
import dev.cairn.bench.http.client.HttpConnection;
import dev.cairn.bench.http.client.Request;
import dev.cairn.conformance.perf.Load;
import dev.cairn.conformance.perf.Load.Threads;
import dev.cairn.conformance.perf.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;

/** E.5 over HTTP: tasks enqueued, claimed and completed by eight workers, who read each answer. */
final class OriginTasks {
    private static final String TASKS = Api.WORKSPACE + "/tasks";
    private static final String MEMBERS =
            "\"input\":{\"prompt\":\"Summarise the findings of the last review\",\"depth\":3}";

    private final OriginContext context;
    private final OriginFigures figures;

    OriginTasks(OriginContext context) {
        this.context = context;
        this.figures = new OriginFigures(context);
    }

    /** A task that a worker holds. */
    record Held(String id, long token) {}

    void measure() throws Exception {
        long enqueued = figures.measure(
                new Figure("E.5 enqueue", 0, figures.samples(), "2,456/s; p99 0.557 ms"), n -> enqueue("general", ""));
        long ready = count(context.connection(), "ready");
        Api.require(ready == enqueued, ready + " tasks are ready of " + enqueued);
        int samples = Math.max(1, figures.samples() / 2);
        Queue<Held> held = new ConcurrentLinkedQueue<>();
        Set<String> ids = ConcurrentHashMap.newKeySet();
        workers(
                new Figure("E.5 claim", enqueued, samples, "p50 0.230, p95 0.271, p99 0.405 ms (with 1,000 ready)"),
                connection -> {
                    Held task = claim(connection, "general");
                    Api.require(ids.add(task.id()), task.id() + " was given out twice");
                    held.add(task);
                });
        workers(
                new Figure("E.5 complete", enqueued, samples, "avg 0.242, p99 0.356 ms"),
                connection -> complete(connection, held.remove()));
        long completed = count(context.connection(), "completed");
        Api.require(completed == ids.size() && held.isEmpty(), completed + " completed of " + ids.size());
    }

    /** What a worker does. */
    interface Turn {
        void run(HttpConnection connection) throws IOException;
    }

    private void workers(Figure figure, Turn turn) throws Exception {
        context.doing(figure.name());
        workers(context, figure.count(), turn);
        figures.add(figure, OriginFigures.CONNECTIONS, workers(context, figure.count(), turn));
    }

    static Sample workers(OriginContext context, int count, Turn turn) throws Exception {
        List<HttpConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < OriginFigures.CONNECTIONS; i++) {
                connections.add(new HttpConnection(context.address()));
            }
            return Load.counted(OriginFigures.CONNECTIONS, Threads.PLATFORM, count, index -> {
                        HttpConnection connection = connections.get(index);
                        return n -> turn.run(connection);
                    })
                    .requireClean();
        } finally {
            for (HttpConnection connection : connections) {
                connection.close();
            }
        }
    }

    /** @param more members, each followed by a comma */
    static String task(String type, String more) {
        return "{\"type\":\"" + type + "\"," + more + MEMBERS + "}";
    }

    private static Request enqueue(String type, String more) {
        return Request.post(TASKS, task(type, more));
    }

    /** Waits for a task where none is ready. */
    static Held claim(HttpConnection connection, String type) throws IOException {
        String body = "{\"worker\":\"w\",\"seconds\":3600,\"wait\":30,\"type\":\"" + type + "\"}";
        JsonNode items = connection
                .exchange(Api.json("POST", Api.WORKSPACE + "/task-claims", body, 200))
                .json()
                .path("items");
        Api.require(items.size() == 1, "claimed " + items);
        return new Held(
                items.path(0).path("id").asString(), items.path(0).path("token").asLong());
    }

    static void complete(HttpConnection connection, Held task) throws IOException {
        connection.exchange(
                Api.json("POST", TASKS + "/" + task.id() + "/complete", "{\"token\":" + task.token() + "}", 200));
    }

    static long count(HttpConnection connection, String status) throws IOException {
        return connection
                .get(Api.WORKSPACE + "/task-statistics")
                .path("counts")
                .path(status)
                .asLong();
    }
}
