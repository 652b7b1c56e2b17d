package dev.cairn.server.http.route;

import dev.cairn.Cairn;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.server.http.Call;
import dev.cairn.server.http.Routes;
import dev.cairn.server.http.json.Decode;
import dev.cairn.server.http.json.Encode;
import jakarta.inject.Inject;

/** Workspaces: create, ensure, get, list, delete. */
public final class WorkspaceRoutes implements Routes.Group {
    private final Cairn cairn;

    @Inject
    public WorkspaceRoutes(Cairn cairn) {
        this.cairn = cairn;
    }

    @Override
    public void register(Routes routes) {
        routes.on("listWorkspaces", call -> {
            var page = cairn.workspaces().list(call.query().page());
            call.json(200, out -> Encode.page(out, page, Encode::workspace));
        });
        routes.on("createWorkspace", call -> {
            Workspace workspace = cairn.workspaces().create(Decode.newWorkspace(call.json()));
            call.header("Location", call.path() + "/" + workspace.id());
            call.json(201, out -> Encode.workspace(out, workspace));
        });
        routes.on("getWorkspace", call -> answer(call, cairn.workspaces().get(id(call))));
        routes.on("ensureWorkspace", call -> answer(call, cairn.workspaces().ensure(id(call))));
        routes.on("deleteWorkspace", call -> {
            cairn.workspaces().delete(id(call));
            call.noContent();
        });
    }

    private static WorkspaceId id(Call call) {
        return new WorkspaceId(call.id("workspace"));
    }

    private static void answer(Call call, Workspace workspace) {
        call.json(200, out -> Encode.workspace(out, workspace));
    }
}
