package dev.cairn.server.http.route;

import dev.cairn.Cairn;
import dev.cairn.logic.execution.Batches;
import dev.cairn.model.Wire;
import dev.cairn.server.http.Call;
import dev.cairn.server.http.Routes;
import dev.cairn.server.http.json.DecodeBatch;
import dev.cairn.server.http.json.Encode;
import jakarta.inject.Inject;
import java.time.InstantSource;

/** Several writes as one. */
public final class BatchRoutes implements Routes.Group {
    private final Cairn cairn;
    private final InstantSource clock;

    @Inject
    public BatchRoutes(Cairn cairn, InstantSource clock) {
        this.cairn = cairn;
        this.clock = clock;
    }

    @Override
    public void register(Routes routes) {
        routes.on("applyBatch", this::apply);
    }

    private void apply(Call call) {
        DecodeBatch batch = DecodeBatch.of(call.json(), clock.instant());
        Batches.Result result = call.workspace(cairn).batches().apply(batch.operations(), batch.delivery());
        call.revision(result.revision()).json(200, out -> {
            out.writeStartObject();
            out.writeBooleanProperty("duplicate", result.duplicate());
            out.writeNumberProperty("revision", result.revision());
            Encode.list(out, "outcomes", result.outcomes(), (json, outcome) -> {
                json.writeStartObject();
                json.writeStringProperty("kind", Wire.name(outcome.kind()));
                json.writeStringProperty("execution", outcome.executionId());
                json.writeStringProperty("id", outcome.id());
                json.writeNumberProperty("version", outcome.version());
                json.writeEndObject();
            });
            out.writeEndObject();
        });
    }
}
