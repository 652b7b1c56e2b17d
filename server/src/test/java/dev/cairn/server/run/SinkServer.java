package dev.cairn.server.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cairn.logic.execution.ExecutionPatch;
import dev.cairn.logic.execution.Operation;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogStream;
import dev.cairn.server.http.json.DecodeBatch;
import dev.cairn.server.http.json.JsonIo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The least that a recorder needs of a server; it can be away, lose answers and refuse. */
final class SinkServer implements AutoCloseable {
    private @Nullable HttpServer http;
    private int port;
    private final Map<String, Long> producers = new HashMap<>();
    private final List<Operation> operations = new ArrayList<>();
    private final List<byte[]> contents = new ArrayList<>();
    private Predicate<Operation> refused = operation -> false;
    private int answersToLose;
    private int duplicates;

    static SinkServer started() throws IOException {
        SinkServer server = new SinkServer();
        server.start();
        return server;
    }

    /** Takes a port and leaves it: nobody answers there until {@link #start}. */
    static SinkServer away() throws IOException {
        SinkServer server = started();
        server.stop();
        return server;
    }

    void start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        port = server.getAddress().getPort();
        http = server;
    }

    void stop() {
        if (http != null) {
            http.stop(0);
            http = null;
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    synchronized void refuse(Predicate<Operation> which) {
        refused = which;
    }

    synchronized void loseAnswers(int count) {
        answersToLose = count;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith("/content")) {
                synchronized (this) {
                    contents.add(body);
                }
                answer(exchange, 201, "application/json", "{}");
            } else if (path.endsWith("/batch")) {
                batch(exchange, body);
            } else {
                answer(exchange, 200, "application/json", "{}");
            }
        }
    }

    private synchronized void batch(HttpExchange exchange, byte[] body) throws IOException {
        DecodeBatch batch = DecodeBatch.of(JsonIo.read("body", body), Instant.now());
        String producer = batch.delivery().producer();
        long sequence = batch.delivery().sequence();
        long last = producers.getOrDefault(producer, 0L);
        if (batch.operations().stream().anyMatch(refused)) {
            answer(exchange, 400, "application/problem+json", "{\"detail\":\"refused here\",\"retryable\":false}");
            return;
        }
        if (sequence > last + 1) {
            answer(
                    exchange,
                    412,
                    "application/problem+json",
                    "{\"detail\":\"a delivery is missing\",\"retryable\":false}");
            return;
        }
        if (sequence <= last) {
            duplicates++;
        } else {
            producers.put(producer, sequence);
            operations.addAll(batch.operations());
        }
        notifyAll();
        if (answersToLose > 0) {
            answersToLose--;
            exchange.close();
            return;
        }
        answer(exchange, 200, "application/json", "{}");
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    synchronized List<Operation> operations() {
        return List.copyOf(operations);
    }

    synchronized List<byte[]> contents() {
        return List.copyOf(contents);
    }

    synchronized int duplicates() {
        return duplicates;
    }

    synchronized List<LogEntry> lines() {
        List<LogEntry> lines = new ArrayList<>();
        for (Operation operation : operations) {
            if (operation instanceof Operation.AppendLog append) {
                lines.addAll(append.lines());
            }
        }
        return lines;
    }

    List<String> contents(LogStream stream) {
        return lines().stream()
                .filter(line -> line.stream() == stream)
                .map(LogEntry::content)
                .toList();
    }

    <T extends Operation> List<T> all(Class<T> type) {
        return operations().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** How the execution ended; empty while it has not. */
    Optional<ExecutionPatch> end() {
        return all(Operation.ChangeExecution.class).stream()
                .map(Operation.ChangeExecution::patch)
                .filter(patch -> patch.status() != null && patch.status().terminal())
                .findFirst();
    }

    synchronized void awaitLines(int count) throws InterruptedException {
        long until = System.nanoTime() + 60_000_000_000L;
        while (lines().size() < count) {
            if (System.nanoTime() > until) {
                throw new AssertionError("only " + lines().size() + " lines came");
            }
            wait(1_000);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
