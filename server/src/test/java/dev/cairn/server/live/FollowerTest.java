package dev.cairn.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.support.Api;
import dev.cairn.server.support.Events;
import dev.cairn.server.support.TestServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A follower sees every change exactly once and in order, however often its connection breaks. */
@ParameterizedClass
@MethodSource("dev.cairn.server.support.Backends#all")
class FollowerTest {
    private static final int WRITERS = 8;
    private static final int WRITES = 60;
    private static final int RECONNECTS = 50;

    private final Api api;
    private final Random random = new Random(7);

    FollowerTest(String backend) {
        api = TestServer.shared(backend).workspace();
    }

    @FunctionalInterface
    private interface Connect {
        Events after(@Nullable String position) throws Exception;
    }

    @Test
    void over_server_sent_events() throws Exception {
        everyChangeOnce(position -> Events.sse(api.url("/changes/stream"), position));
    }

    @Test
    void over_web_socket() throws Exception {
        everyChangeOnce(position -> Events.webSocket(api.url("/changes/ws?after=" + position)));
    }

    private void everyChangeOnce(Connect connect) throws Exception {
        String position = api.get("/snapshot").text("position");
        List<String> seen = new ArrayList<>();
        List<Long> revisions = new ArrayList<>();
        Set<String> expected = new HashSet<>();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                for (int i = 0; i < WRITES; i++) {
                    expected.add("w" + writer + "-" + i);
                }
                String name = "w" + writer;
                running.add(writers.submit(() -> write(name)));
            }
            int reconnects = 0;
            while (seen.size() < expected.size()) {
                int until = reconnects < RECONNECTS ? seen.size() + 1 + random.nextInt(15) : Integer.MAX_VALUE;
                reconnects++;
                try (Events events = connect.after(position)) {
                    while (seen.size() < Math.min(until, expected.size())) {
                        Events.Event event = events.next();
                        assertThat(event.name()).isEqualTo("changes");
                        position = String.valueOf(event.id());
                        revisions.add(event.data().path("revision").asLong());
                        event.data()
                                .path("changes")
                                .forEach(change -> seen.add(change.path("id").asString()));
                    }
                }
            }
            for (Future<?> writer : running) {
                writer.get();
            }
        }
        assertThat(seen).doesNotHaveDuplicates().hasSameElementsAs(expected);
        assertThat(revisions).isSorted().doesNotHaveDuplicates();
    }

    private void write(String name) {
        for (int i = 0; i < WRITES; i += 2) {
            // every other write is a batch of two, which must arrive as one event
            String first = "{\"id\":\"" + name + "-" + i + "\",\"name\":\"x\"}";
            String second = "{\"id\":\"" + name + "-" + (i + 1) + "\",\"name\":\"x\"}";
            if (i % 4 == 0) {
                api.post("/executions", "[" + first + "," + second + "]").is(201);
            } else {
                api.post("/executions", first).is(201);
                api.post("/executions", second).is(201);
            }
        }
    }

    @Test
    void the_events_of_a_session_arrive_once_over_reconnects_until_it_is_archived() throws Exception {
        api.post("/sessions", "{\"id\":\"s\",\"app\":\"chat\",\"user\":\"ada\"}")
                .is(201);
        int count = 200;
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int i = 1; i <= count; i++) {
                api.post("/sessions/s/events", "[{\"id\":\"e" + i + "\",\"actor\":\"user\"}]")
                        .is(200);
            }
            api.send("PATCH", "/sessions/s", "{\"status\":\"terminated\"}").is(200);
            api.send("PATCH", "/sessions/s", "{\"status\":\"archived\"}").is(200);
        });
        List<String> seen = new ArrayList<>();
        String last = null;
        String end = "";
        while (end.isEmpty()) {
            int until = seen.size() < count - 20 ? seen.size() + 1 + random.nextInt(30) : Integer.MAX_VALUE;
            try (Events events = random.nextBoolean()
                    ? Events.webSocket(api.url("/sessions/s/events/stream" + (last == null ? "" : "?after=" + last)))
                    : Events.sse(api.url("/sessions/s/events/stream"), last)) {
                while (end.isEmpty() && seen.size() < until) {
                    Events.Event event = events.next();
                    if (event.name().equals("end")) {
                        end = event.data().path("status").asString();
                        break;
                    }
                    assertThat(event.name()).isEqualTo("events");
                    last = event.id();
                    event.data()
                            .path("events")
                            .forEach(told -> seen.add(told.path("id").asString()));
                }
            }
        }
        writer.join();
        assertThat(end).isEqualTo("archived");
        assertThat(seen)
                .containsExactlyElementsOf(java.util.stream.IntStream.rangeClosed(1, count)
                        .mapToObj(i -> "e" + i)
                        .toList());
        try (Events events = Events.sse(api.url("/sessions/s/events/stream?tail=3"), null)) {
            assertThat(events.next().data().path("events").size()).isEqualTo(3);
        }
        api.get("/sessions/s/events/stream?tail=3&after=1").is(400);
        api.get("/sessions/none/events/stream").is(404);
    }

    @Test
    void the_log_of_an_execution_arrives_once_over_reconnects() throws Exception {
        api.post("/executions", "{\"id\":\"r\",\"name\":\"r\"}").is(201);
        api.send("PATCH", "/executions/r", "{\"status\":\"running\"}").is(200);
        int lines = 300;
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int i = 1; i <= lines; i++) {
                api.post("/executions/r/logs", "[{\"content\":\"" + i + "\"}]").is(200);
            }
            api.send("PATCH", "/executions/r", "{\"status\":\"completed\"}").is(200);
        });
        List<String> seen = new ArrayList<>();
        String position = null;
        String status = "running";
        while (seen.size() < lines || !status.equals("completed")) {
            int until = seen.size() < lines - 20 ? seen.size() + 1 + random.nextInt(30) : Integer.MAX_VALUE;
            String after = position == null ? "" : "?after=" + position;
            try (Events events = random.nextBoolean() && position != null
                    ? Events.webSocket(api.url("/executions/r/live" + after))
                    : Events.sse(api.url("/executions/r/live"), position)) {
                while ((seen.size() < lines || !status.equals("completed")) && seen.size() < until) {
                    Events.Event event = events.next();
                    position = event.id();
                    for (JsonNode line : event.data().path("lines")) {
                        seen.add(line.path("content").asString());
                    }
                    if (event.name().equals("changes") && seen.size() == lines) {
                        status = api.get("/executions/r").text("status");
                    }
                }
            }
        }
        writer.join();
        assertThat(seen).hasSize(lines).doesNotHaveDuplicates();
        assertThat(seen.getLast()).isEqualTo(Integer.toString(lines));
    }

    @Test
    void a_log_stream_ends_with_its_execution() throws Exception {
        api.post("/executions", "{\"id\":\"e\",\"name\":\"e\"}").is(201);
        api.post("/executions/e/logs", "[{\"content\":\"a\"},{\"content\":\"b\",\"level\":\"error\"}]")
                .is(200);
        try (Events events = Events.sse(api.url("/executions/e/logs/stream?level=error"), null)) {
            assertThat(events.next().data().path("lines").get(0).path("content").asString())
                    .isEqualTo("b");
            api.post("/executions/e/logs", "[{\"content\":\"c\",\"level\":\"error\"}]")
                    .is(200);
            Events.Event more = events.next();
            assertThat(more.id()).isEqualTo("3");
            assertThat(more.data().path("lines").size()).isEqualTo(1);
            api.send("PATCH", "/executions/e", "{\"status\":\"cancelled\"}").is(200);
            Events.Event end = events.next();
            assertThat(end.name()).isEqualTo("end");
            assertThat(end.data().path("status").asString()).isEqualTo("cancelled");
        }
    }

    @Test
    void the_workspace_view_begins_with_a_snapshot() throws Exception {
        api.post("/executions", "{\"id\":\"s\",\"name\":\"s\"}").is(201);
        for (Events events : List.of(Events.sse(api.url("/live"), null), Events.webSocket(api.url("/live")))) {
            try (events) {
                Events.Event snapshot = events.next();
                assertThat(snapshot.name()).isEqualTo("snapshot");
                assertThat(snapshot.data().path("executions").get(0).path("id").asString())
                        .isEqualTo("s");
                api.send("PATCH", "/executions/s", "{\"name\":\"" + System.nanoTime() + "\"}")
                        .is(200);
                Events.Event change = events.next();
                assertThat(change.data().path("changes").get(0).path("id").asString())
                        .isEqualTo("s");
            }
        }
    }

    @Test
    void a_deleted_execution_ends_its_view() throws Exception {
        api.post("/executions", "{\"id\":\"d\",\"name\":\"d\"}").is(201);
        try (Events events = Events.sse(api.url("/executions/d/live"), null)) {
            assertThat(events.next().name()).isEqualTo("snapshot");
            api.send("DELETE", "/executions/d", null).is(204);
            assertThat(events.next().data().path("changes").get(0).path("op").asString())
                    .isEqualTo("delete");
            assertThat(events.next().name()).isEqualTo("end");
            assertThat(events.next().name()).isEqualTo("closed");
        }
    }

    @Test
    void a_position_of_another_life_asks_for_a_resync() throws Exception {
        try (Events events = Events.sse(api.url("/changes/stream"), "999999999")) {
            assertThat(events.next().name()).isEqualTo("resync");
            assertThat(events.next().name()).isEqualTo("closed");
        }
        try (Events events = Events.webSocket(api.url("/changes/ws?after=999999999"))) {
            assertThat(events.next().name()).isEqualTo("resync");
            assertThat(events.next().name()).isEqualTo("closed");
        }
        api.get("/changes?after=999999999").is(410);
    }
}
