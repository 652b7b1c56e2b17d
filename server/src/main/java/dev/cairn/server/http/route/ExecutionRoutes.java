package dev.cairn.server.http.route;

import dev.cairn.Cairn;
import dev.cairn.logic.execution.Executions;
import dev.cairn.logic.execution.NewExecution;
import dev.cairn.logic.execution.Retention;
import dev.cairn.model.Execution;
import dev.cairn.model.Wire;
import dev.cairn.server.http.Call;
import dev.cairn.server.http.Filters;
import dev.cairn.server.http.Routes;
import dev.cairn.server.http.json.Decode;
import dev.cairn.server.http.json.Encode;
import dev.cairn.server.http.json.JsonIo;
import dev.cairn.store.Committed;
import jakarta.inject.Inject;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Executions: create one or many, read, change, delete, heartbeat, figures, retention. */
public final class ExecutionRoutes implements Routes.Group {
    private final Cairn cairn;

    @Inject
    public ExecutionRoutes(Cairn cairn) {
        this.cairn = cairn;
    }

    @Override
    public void register(Routes routes) {
        routes.on("createExecution", this::create);
        routes.on("listExecutions", call -> {
            var page = executions(call)
                    .list(Filters.executions(call.query()), call.query().page());
            call.json(200, out -> Encode.page(out, page, Encode::execution));
        });
        routes.on("getExecution", call -> {
            Execution execution = executions(call).get(call.id("execution"));
            if (!call.notModified("\"" + execution.version() + "\"")) {
                answer(call, execution);
            }
        });
        routes.on("changeExecution", call -> {
            Committed<Execution> changed =
                    executions(call).change(call.id("execution"), Decode.executionPatch(call.json()), call.ifMatch());
            answer(call.revision(changed.revision()), changed.value());
        });
        routes.on("deleteExecution", call -> {
            executions(call).delete(call.id("execution"), call.ifMatch());
            call.noContent();
        });
        routes.on("renewLease", call -> {
            executions(call).heartbeat(call.id("execution"), Decode.lease(call.json()));
            call.noContent();
        });
        routes.on("getExecutionStatistics", call -> {
            var statistics = executions(call).statistics(Filters.executions(call.query()));
            call.json(200, out -> Encode.statistics(out, statistics));
        });
        routes.on("applyRetention", this::retention);
    }

    private void create(Call call) {
        if (call.ndjson()) {
            createAll(call, JsonIo.lines(call.bytes(), Decode::newExecution));
            return;
        }
        JsonNode body = call.json();
        if (body.isArray()) {
            createAll(call, JsonIo.array(body, Decode::newExecution));
            return;
        }
        Committed<Execution> created = executions(call).create(Decode.newExecution("", body));
        call.revision(created.revision())
                .etag(created.value().version())
                .header("Location", call.path() + "/" + created.value().id());
        call.json(201, out -> Encode.execution(out, created.value()));
    }

    private void createAll(Call call, List<NewExecution> inputs) {
        Committed<List<Execution>> created = executions(call).createAll(inputs);
        call.revision(created.revision()).header("Location", call.path());
        call.json(201, out -> {
            out.writeStartObject();
            Encode.list(out, "items", created.value(), Encode::execution);
            out.writeEndObject();
        });
    }

    private void retention(Call call) {
        Retention.Policy policy = Decode.retention(call.json());
        Retention.Swept swept = call.workspace(cairn).retention().sweep(policy);
        call.json(200, out -> {
            out.writeStartObject();
            out.writeNumberProperty("executions", swept.total());
            out.writeObjectPropertyStart("counts");
            swept.executions().forEach((status, count) -> out.writeNumberProperty(Wire.name(status), count));
            out.writeEndObject();
            out.writeBooleanProperty("dryRun", policy.dryRun());
            out.writeEndObject();
        });
    }

    private static void answer(Call call, Execution execution) {
        call.etag(execution.version()).json(200, out -> Encode.execution(out, execution));
    }

    private Executions executions(Call call) {
        return call.workspace(cairn).executions();
    }
}
