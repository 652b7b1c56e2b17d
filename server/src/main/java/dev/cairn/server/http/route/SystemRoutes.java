package dev.cairn.server.http.route;

import dev.cairn.logic.Limits;
import dev.cairn.model.Wire;
import dev.cairn.server.config.Version;
import dev.cairn.server.decorate.Stage;
import dev.cairn.server.http.Call;
import dev.cairn.server.http.Routes;
import dev.cairn.server.http.json.Values;
import dev.cairn.server.openapi.OpenApi;
import dev.cairn.store.Description;
import dev.cairn.store.Health;
import dev.cairn.store.Store;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/** The server about itself: health, metrics, description. */
public final class SystemRoutes implements Routes.Group {
    private static final Duration HEALTH_BUDGET = Duration.ofSeconds(2);

    private final Store store;
    private final OpenApi api;
    private final PrometheusMeterRegistry meters;
    private final ServerLimits limits;
    private final List<Stage> chain;

    @Inject
    public SystemRoutes(
            Store store, OpenApi api, PrometheusMeterRegistry meters, ServerLimits limits, List<Stage> chain) {
        this.store = store;
        this.api = api;
        this.meters = meters;
        this.limits = limits;
        this.chain = chain;
    }

    @Override
    public void register(Routes routes) {
        routes.on(
                "getLiveness",
                call -> call.json(200, out -> {
                    out.writeStartObject();
                    out.writeStringProperty("status", "up");
                    out.writeStringProperty("detail", "the process runs");
                    out.writeEndObject();
                }));
        routes.on("getReadiness", this::readiness);
        routes.on(
                "getMetrics",
                call -> call.send(
                        200,
                        "text/plain; version=0.0.4; charset=utf-8",
                        meters.scrape().getBytes(StandardCharsets.UTF_8)));
        routes.on("getOpenApi", call -> call.send(200, "application/yaml", api.text()));
        routes.on("getInfo", this::info);
    }

    private void readiness(Call call) {
        Health health = store.check(HEALTH_BUDGET);
        call.json(health.ready() ? 200 : 503, out -> {
            out.writeStartObject();
            out.writeStringProperty("status", health.ready() ? "up" : "down");
            out.writeStringProperty("detail", health.detail());
            out.writeNumberProperty("tookSeconds", Values.seconds(health.took()));
            out.writeEndObject();
        });
    }

    private void info(Call call) {
        Description description = store.description();
        call.json(200, out -> {
            out.writeStartObject();
            out.writeStringProperty("version", Version.current());
            out.writeStringProperty("backend", description.backend());
            out.writeStringProperty("engine", description.engine());
            out.writeStringProperty("schema", description.schema());
            out.writeStringProperty("durability", description.durability());
            out.writeObjectPropertyStart("details");
            new TreeMap<>(description.details()).forEach(out::writeStringProperty);
            out.writeEndObject();
            out.writeArrayPropertyStart("capabilities");
            store.capabilities().stream().map(Wire::name).sorted().forEach(out::writeString);
            out.writeEndArray();
            out.writeArrayPropertyStart("chain");
            chain.stream().map(Wire::name).forEach(out::writeString);
            out.writeEndArray();
            out.writeNumberProperty("maxPage", Limits.MAX_PAGE);
            out.writeNumberProperty("maxArtifactBytes", limits.maxArtifact());
            out.writeEndObject();
        });
    }
}
