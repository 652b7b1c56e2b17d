package dev.cairn.server.http.route;

import dev.cairn.Cairn;
import dev.cairn.CairnWorkspace;
import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.Limits;
import dev.cairn.logic.execution.Batches;
import dev.cairn.logic.execution.Delivery;
import dev.cairn.logic.execution.Logs;
import dev.cairn.logic.execution.Operation;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import dev.cairn.server.http.Call;
import dev.cairn.server.http.Filters;
import dev.cairn.server.http.Query;
import dev.cairn.server.http.Routes;
import dev.cairn.server.http.json.Decode;
import dev.cairn.server.http.json.DecodeBatch;
import dev.cairn.server.http.json.Encode;
import dev.cairn.server.http.json.JsonIo;
import dev.cairn.store.Committed;
import jakarta.inject.Inject;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Logs: append, also exactly once, and read. */
public final class LogRoutes implements Routes.Group {
    private enum Order {
        ASC,
        DESC
    }

    private final Cairn cairn;
    private final InstantSource clock;

    @Inject
    public LogRoutes(Cairn cairn, InstantSource clock) {
        this.cairn = cairn;
        this.clock = clock;
    }

    @Override
    public void register(Routes routes) {
        routes.on("appendLogs", this::append);
        routes.on("readLogs", this::read);
    }

    private void append(Call call) {
        Delivery delivery =
                DecodeBatch.delivery(call.query().text("producer"), call.query().number("sequence", 1, Long.MAX_VALUE));
        Instant now = clock.instant();
        Decode.Item<LogEntry> item = (path, node) -> Decode.logEntry(path, node, now);
        List<LogEntry> lines = call.ndjson() ? JsonIo.lines(call.bytes(), item) : JsonIo.array(call.json(), item);
        CairnWorkspace workspace = call.workspace(cairn);
        String execution = call.id("execution");
        if (delivery == null) {
            Committed<Long> first = workspace.logs().append(execution, lines);
            appended(call.revision(first.revision()), first.value(), lines.size());
            return;
        }
        Batches.Result result = workspace.batches().apply(List.of(new Operation.AppendLog(execution, lines)), delivery);
        Long first = result.duplicate() ? null : result.outcomes().getFirst().version() - lines.size() + 1;
        appended(call.revision(result.revision()), first, lines.size());
    }

    private static void appended(Call call, @Nullable Long first, int count) {
        call.json(200, out -> {
            out.writeStartObject();
            if (first == null) {
                out.writeNullProperty("firstSequence");
                out.writeNullProperty("lastSequence");
            } else {
                out.writeNumberProperty("firstSequence", first);
                out.writeNumberProperty("lastSequence", first + count - 1);
            }
            out.writeBooleanProperty("duplicate", first == null);
            out.writeEndObject();
        });
    }

    private void read(Call call) throws Exception {
        Query query = call.query();
        Integer tail = query.integer("tail", 1, Limits.MAX_PAGE);
        Order order = query.choice("order", Order.class);
        Long after = query.number("after", 0, Long.MAX_VALUE);
        Long before = query.number("before", 1, Long.MAX_VALUE);
        if (tail != null && (after != null || before != null || order != null)) {
            throw new InvalidArgument("tail", "cannot be combined with after, before or order");
        }
        boolean backward = order == Order.DESC || tail != null;
        LogQuery conditions =
                Filters.logs(query, after == null ? 0 : after, before == null ? Long.MAX_VALUE : before, backward);
        int limit = tail == null ? query.limit() : tail;
        Logs logs = call.workspace(cairn).logs();
        Logs.LogPage page = logs.read(call.id("execution"), conditions, limit);
        boolean more = tail == null && page.lines().size() == limit;
        String next = more ? Long.toString(page.lines().getLast().sequence()) : null;
        List<LogLine> lines = tail == null ? page.lines() : page.lines().reversed();
        try (OutputStream body = call.stream(200, "application/json")) {
            JsonIo.write(body, out -> {
                out.writeStartObject();
                Encode.list(out, "items", lines, Encode::logLine);
                out.writeStringProperty("next", next);
                out.writeNumberProperty("lastSequence", page.lastSequence());
                out.writeEndObject();
            });
        }
    }
}
