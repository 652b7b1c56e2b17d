package dev.cairn.server.http.route;

import dev.cairn.Cairn;
import dev.cairn.logic.execution.Steps;
import dev.cairn.model.Step;
import dev.cairn.server.http.Call;
import dev.cairn.server.http.Routes;
import dev.cairn.server.http.json.Decode;
import dev.cairn.server.http.json.Encode;
import dev.cairn.store.Committed;
import jakarta.inject.Inject;

/** Steps: create, list, get, change. */
public final class StepRoutes implements Routes.Group {
    private final Cairn cairn;

    @Inject
    public StepRoutes(Cairn cairn) {
        this.cairn = cairn;
    }

    @Override
    public void register(Routes routes) {
        routes.on("listSteps", call -> {
            var page = steps(call).list(call.id("execution"), call.query().page());
            call.json(200, out -> Encode.page(out, page, Encode::step));
        });
        routes.on("createStep", call -> {
            Committed<Step> created = steps(call).create(Decode.newStep(call.id("execution"), call.json()));
            call.header("Location", call.path() + "/" + created.value().index());
            answer(call.revision(created.revision()), 201, created.value());
        });
        routes.on("getStep", call -> {
            Step step = steps(call).get(call.id("execution"), call.index("step"));
            if (!call.notModified("\"" + step.version() + "\"")) {
                answer(call, 200, step);
            }
        });
        routes.on("changeStep", call -> {
            Committed<Step> changed = steps(call)
                    .change(call.id("execution"), call.index("step"), Decode.stepPatch(call.json()), call.ifMatch());
            answer(call.revision(changed.revision()), 200, changed.value());
        });
    }

    private static void answer(Call call, int status, Step step) {
        call.etag(step.version()).json(status, out -> Encode.step(out, step));
    }

    private Steps steps(Call call) {
        return call.workspace(cairn).steps();
    }
}
