package dev.cairn.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows numbered items, lines of a log or events of a session, over server-sent events until the end. When the connection
 * is lost it goes on after the last one it has printed, so a server that restarts costs none and repeats none.
 */
public final class StreamFollower {
    private static final long FIRST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 2_000;

    private final ApiClient api;
    private final Supplier<ApiClient.Path> path;
    private final Items items;
    private final Printer printer;
    private final Consumer<String> tell;
    private long last;
    private boolean connected;

    /** @param tell takes a line for people when the server is away */
    public StreamFollower(
            ApiClient api, Supplier<ApiClient.Path> path, Items items, Printer printer, Consumer<String> tell) {
        this.api = api;
        this.path = path;
        this.items = items;
        this.printer = printer;
        this.tell = tell;
    }

    /**
     * Where they stand.
     *
     * @param event of this name
     * @param member of its data
     */
    public record Items(String event, String member) {}

    /** Where they go. */
    public interface Printer {
        void print(JsonNode item);

        void flush() throws IOException;
    }

    /**
     * @param after begin after this sequence
     * @param tail instead, begin with the last so many; null: do not
     */
    public void follow(long after, @Nullable Integer tail) throws IOException, InterruptedException {
        last = after;
        long pause = FIRST_PAUSE;
        boolean told = false;
        while (true) {
            ApiClient.Path from = last == 0 && tail != null
                    ? path.get().with("tail", tail)
                    : path.get().with("after", last);
            long before = last;
            String why = "the server ended the connection";
            try (InputStream events =
                    connected ? api.tryStream(from, "text/event-stream") : api.stream(from, "text/event-stream")) {
                connected = true;
                if (printed(events)) {
                    printer.flush();
                    return;
                }
            } catch (ServerProblem e) {
                if (!e.passing()) {
                    throw e;
                }
                why = String.valueOf(e.getMessage());
            } catch (IOException e) {
                why = e.getMessage() == null ? e.toString() : e.getMessage();
            }
            printer.flush();
            if (last > before) {
                pause = FIRST_PAUSE;
                told = false;
            }
            if (!told && pause > FIRST_PAUSE) {
                told = true;
                tell.accept("waiting for the server (" + why + ")");
            }
            TimeUnit.MILLISECONDS.sleep(pause);
            pause = Math.min(LONGEST_PAUSE, pause * 2);
        }
    }

    /** True once nothing can follow and all is told. */
    private boolean printed(InputStream events) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8), 64 * 1024);
        String event = "";
        StringBuilder data = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isEmpty()) {
                if (event.equals("end")) {
                    return true;
                }
                if (event.equals(items.event())) {
                    print(JsonMapper.shared().readTree(data.toString()).path(items.member()));
                    if (!reader.ready()) {
                        printer.flush();
                    }
                }
                event = "";
                data.setLength(0);
            } else if (line.startsWith("event:")) {
                event = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(line, line.startsWith("data: ") ? 6 : 5, line.length());
            }
        }
        return false;
    }

    private void print(JsonNode told) {
        for (JsonNode item : told) {
            long sequence = item.path("sequence").asLong();
            if (sequence > last) {
                printer.print(item);
                last = sequence;
            }
        }
    }
}
