package dev.cairn.sql.workspace;

import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.sql.base.Micros;
import dev.cairn.sql.base.Part;
import dev.cairn.sql.base.RowMapper;
import java.util.List;

/** How rows become workspaces; the roles are an engine's own. */
public final class WorkspaceRows {
    private static final RowMapper<Workspace> WORKSPACE = RowMapper.of(
            Workspace.class,
            "id, created_at, deleting",
            row -> new Workspace(
                    new WorkspaceId(row.getString(1)), Micros.instant(row.getLong(2)), row.getInt(3) != 0));

    public static final Part PART = new Part(
            List.of("dev/cairn/sql/workspace/workspaces.xml"), List.of(WorkspaceMapper.class), List.of(WORKSPACE));

    private WorkspaceRows() {}
}
