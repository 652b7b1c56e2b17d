package dev.cairn.bench.http;

import dev.cairn.bench.http.OriginFigures.Figure;
import dev.cairn.bench.http.client.Request;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/** E.1 over HTTP: memories got, listed, put and put again, each write with its entry in the audit. */
final class OriginMemories {
    private static final String MEMORIES = Api.WORKSPACE + "/memories";
    private static final int ROWS = 10_000;
    private static final int BATCH = 1_000;
    private static final int EACH = 100;
    private static final int PAGE = 1_000;

    private final OriginContext context;
    private final OriginFigures figures;

    OriginMemories(OriginContext context) {
        this.context = context;
        this.figures = new OriginFigures(context);
    }

    void measure() throws Exception {
        int rows = Math.max(EACH, context.scaled(ROWS) / EACH * EACH);
        fill(rows);
        int samples = figures.samples();
        figures.measure(
                new Figure("E.1 memory get", rows, samples, "p50 0.09, p95 0.10, p99 0.11 ms"),
                n -> Request.get(entry(user(Mix.pick(n, rows)), Mix.pick(n, rows))));
        int found = list(user(0)).path("items").size();
        Api.require(found == EACH, "a namespace holds " + found);
        figures.measure(
                new Figure("E.1 namespace of 100", rows, samples / 4 + 1, "p50 0.55, p95 0.71, p99 0.76 ms"),
                n -> Request.get(below(user(Mix.pick(n, rows)))));
        long written = figures.measure(
                new Figure("E.1 memory writes", rows, samples, "4,347/s"), n -> put("written/mem-" + n, n));
        long updated = figures.measure(new Figure("E.1 memory updates", rows, samples, "3,162/s"), n -> {
            int memory = Mix.pick(n, rows);
            return put(user(memory), memory);
        });
        long stored = count("written");
        Api.require(stored == written, stored + " memories of " + written);
        long versions = versions(rows);
        Api.require(versions == rows + updated, versions + " versions of " + (rows + updated));
    }

    private void fill(int rows) throws IOException {
        for (int from = 0; from < rows; from += BATCH) {
            String body = LongStream.range(from, Math.min(rows, from + BATCH))
                    .mapToObj(i -> "{\"namespace\":\"" + user(i) + "\",\"key\":\"key_" + i + "\",\"value\":{\"data\":"
                            + i + "}}")
                    .collect(Collectors.joining(",", "[", "]"));
            context.connection().exchange(Api.json("POST", MEMORIES, body, 200));
        }
    }

    /** Of the newest versions: as many as were put, since none is left out. */
    private long versions(int rows) throws IOException {
        long versions = 0;
        for (int i = 0; i < rows; i += EACH) {
            for (JsonNode memory : list(user(i)).path("items")) {
                versions += memory.path("version").asLong();
            }
        }
        return versions;
    }

    private long count(String prefix) throws IOException {
        long found = 0;
        String cursor = "";
        do {
            JsonNode page = context.connection().get(MEMORIES + "?prefix=" + prefix + "&limit=" + PAGE + cursor);
            found += page.path("items").size();
            cursor = page.path("next").isString()
                    ? "&cursor=" + page.path("next").asString()
                    : "";
        } while (!cursor.isEmpty());
        return found;
    }

    private JsonNode list(String namespace) throws IOException {
        return context.connection().get(below(namespace));
    }

    private static String below(String namespace) {
        return MEMORIES + "?prefix=" + namespace + "&limit=" + EACH;
    }

    private static String entry(String namespace, long n) {
        return MEMORIES + "/entry?namespace=" + namespace + "&key=key_" + n;
    }

    private static Request put(String namespace, long n) {
        return Api.json("PUT", entry(namespace, n), "{\"value\":{\"data\":" + n + "}}", 200)
                .with("Cairn-Actor", "agent:bench");
    }

    private static String user(long n) {
        return "bulk/u" + n / EACH;
    }
}
