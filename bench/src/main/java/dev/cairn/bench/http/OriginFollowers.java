package dev.cairn.bench.http;

import dev.cairn.bench.http.client.Transport;
import dev.cairn.conformance.perf.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** R9 and R10: the lines of one execution at a thousand WebSocket clients, and five hundred logs at once. */
final class OriginFollowers {
    private static final int CLIENTS = 1_000;
    private static final int LINES = 1_000;
    private static final int STREAMS = 500;
    private static final int LINES_EACH = 100;
    private static final int BATCH = 10;
    private static final int LINES_PER_SECOND = 200;
    private static final int APPENDS_PER_SECOND = 500;

    /** One append a line would take minutes for all lines. */
    private static final int LINES_ONE_BY_ONE = 20;

    private final OriginContext context;

    OriginFollowers(OriginContext context) {
        this.context = context;
    }

    void measure() throws Exception {
        oneExecution("R9 1,000 lines at 1,000 WebSocket clients" + OriginContext.AS_PUBLISHED, "r9a-", 1);
        oneExecution("R9 1,000 lines at 1,000 WebSocket clients" + OriginContext.CORRECTED, "r9b-", BATCH);
        streams("R10 500 streams of 100 lines" + OriginContext.AS_PUBLISHED, "r10a-", 1);
        streams("R10 500 streams of 100 lines" + OriginContext.CORRECTED, "r10b-", BATCH);
    }

    /** @param marker stands in the last line only: each append is looked for once */
    private static String lines(String marker, int count) {
        StringBuilder lines = new StringBuilder("[");
        for (int i = 1; i < count; i++) {
            lines.append("{\"content\":\"[INFO] Compiling module-").append(i).append(" to target/classes\"},");
        }
        return lines.append("{\"content\":\"")
                .append(marker)
                .append(" [INFO] Compiling the last to target/classes\"}]")
                .toString();
    }

    private void oneExecution(String name, String prefix, int batch) throws Exception {
        context.doing(name);
        FollowerRun.awaitNobody(context.connection());
        String execution = prefix + "execution";
        context.connection().exchange(Api.create(0, execution));
        int appends = Math.max(2, context.scaled(LINES) / batch);
        Deliveries deliveries = Deliveries.toAll(
                CLIENTS, appends, appends / 10, n -> Api.append(execution, lines(Api.id(prefix, n), batch)));
        String path = Api.EXECUTIONS + "/" + execution + "/live";
        FollowerRun result = FollowerRun.measure(
                context.address(),
                Transport.WEBSOCKET,
                Collections.nCopies(CLIENTS, path),
                "\"content\":\"" + prefix,
                deliveries,
                (double) LINES_PER_SECOND / batch);
        Result.Builder figure = context.result(name, CLIENTS)
                .published("\"1000+ WebSocket clients\"")
                .note("published: never measured, no subscriptions, one loop sends to all")
                .note(appends + " appends, lines in each: " + batch);
        context.run().add(result.into(figure));
    }

    private void streams(String name, String prefix, int batch) throws Exception {
        context.doing(name);
        FollowerRun.awaitNobody(context.connection());
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            String id = Api.id(prefix, i);
            context.connection().exchange(Api.create(i, id));
            paths.add(Api.EXECUTIONS + "/" + id + "/logs/stream");
        }
        int each = Math.max(1, context.scaled(batch == 1 ? LINES_ONE_BY_ONE : LINES_EACH) / batch);
        int appends = each * STREAMS;
        Deliveries deliveries = Deliveries.toOneEach(
                STREAMS,
                appends,
                appends / 10,
                n -> Api.append(Api.id(prefix, n % STREAMS), lines(Api.id(prefix, n), batch)));
        FollowerRun result = FollowerRun.measure(
                context.address(), Transport.SSE, paths, "\"content\":\"" + prefix, deliveries, APPENDS_PER_SECOND);
        Result.Builder figure = context.result(name, STREAMS)
                .published("\"500+ streams\"")
                .note("published: never measured; a thread pool of cores + 4 for all streams")
                .note(each + " appends per stream, lines in each: " + batch);
        context.run().add(result.into(figure));
    }
}
