package dev.cairn.server.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows a feed over either transport; events come out alike. */
public interface Events extends AutoCloseable {
    /** One event; the name is {@code closed} once the connection has ended. */
    record Event(String name, @Nullable String id, JsonNode data) {}

    /** The next event within ten seconds. */
    Event next() throws Exception;

    @Override
    void close() throws IOException;

    static Events sse(String url, @Nullable String lastEventId) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode() + " "
                    + new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
        }
        return new Sse(client, response.body());
    }

    static Events webSocket(String url) throws Exception {
        LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
        HttpClient client = HttpClient.newHttpClient();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(url.replaceFirst("^http", "ws")), new WsListener(events))
                .get(20, TimeUnit.SECONDS);
        return new Ws(client, socket, events);
    }

    /** Server-sent events. */
    final class Sse implements Events {
        private final HttpClient client;
        private final BufferedReader in;

        Sse(HttpClient client, InputStream in) {
            this.client = client;
            this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        }

        @Override
        public Event next() throws IOException {
            String id = null;
            String name = "";
            String data = null;
            String line = in.readLine();
            while (line != null && !(line.isEmpty() && data != null)) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                }
                line = in.readLine();
            }
            return data == null || line == null
                    ? new Event("closed", null, JsonMapper.shared().createObjectNode())
                    : new Event(name, id, JsonMapper.shared().readTree(data));
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }

    /** WebSocket messages. */
    final class Ws implements Events {
        private final HttpClient client;
        private final WebSocket socket;
        private final LinkedBlockingQueue<Event> events;

        Ws(HttpClient client, WebSocket socket, LinkedBlockingQueue<Event> events) {
            this.client = client;
            this.socket = socket;
            this.events = events;
        }

        @Override
        public Event next() throws Exception {
            Event event = events.poll(10, TimeUnit.SECONDS);
            if (event == null) {
                throw new IOException("no event within ten seconds");
            }
            return event;
        }

        @Override
        public void close() {
            socket.abort();
            client.shutdownNow();
        }
    }

    /** Collects whole messages. */
    final class WsListener implements WebSocket.Listener {
        private final LinkedBlockingQueue<Event> events;
        private final StringBuilder text = new StringBuilder();

        WsListener(LinkedBlockingQueue<Event> events) {
            this.events = events;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonNode message = JsonMapper.shared().readTree(text.toString());
                JsonNode id = message.path("id");
                events.add(new Event(
                        message.path("event").asString(), id.isString() ? id.asString() : null, message.path("data")));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            events.add(new Event("closed", null, JsonMapper.shared().createObjectNode()));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            events.add(new Event("closed", null, JsonMapper.shared().createObjectNode()));
        }
    }
}
