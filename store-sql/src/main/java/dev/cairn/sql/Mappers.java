package dev.cairn.sql;

import dev.cairn.sql.audit.AuditRoles;
import dev.cairn.sql.base.Part;
import dev.cairn.sql.execution.BlobMapper;
import dev.cairn.sql.execution.ExecutionRoles;
import dev.cairn.sql.feed.ChangeRows;
import dev.cairn.sql.log.LogRoles;
import dev.cairn.sql.memory.MemoryRoles;
import dev.cairn.sql.memory.MemoryVersions;
import dev.cairn.sql.session.SessionRoles;
import dev.cairn.sql.task.TaskRoles;
import dev.cairn.sql.workspace.WorkspaceMapper;
import dev.cairn.sql.workspace.WorkspaceRows;
import java.util.List;
import org.apache.ibatis.session.SqlSession;

/** The statements of every room, bound to one connection. */
public final class Mappers {
    static final List<Part> PARTS = List.of(
            ExecutionRoles.PART,
            LogRoles.PART,
            SessionRoles.PART,
            MemoryRoles.PART,
            AuditRoles.PART,
            TaskRoles.PART,
            ChangeRows.PART,
            WorkspaceRows.PART);

    private final ExecutionRoles executions;
    private final LogRoles logs;
    private final SessionRoles sessions;
    private final MemoryRoles memories;
    private final AuditRoles audit;
    private final TaskRoles tasks;
    private final WorkspaceMapper workspaces;
    private final BlobMapper blobs;

    Mappers(SqlSession session, MemoryVersions versions) {
        executions = new ExecutionRoles(session);
        logs = new LogRoles(session);
        sessions = new SessionRoles(session);
        memories = new MemoryRoles(session, versions);
        audit = new AuditRoles(session);
        tasks = new TaskRoles(session);
        workspaces = session.getMapper(WorkspaceMapper.class);
        blobs = session.getMapper(BlobMapper.class);
    }

    ExecutionRoles executions() {
        return executions;
    }

    LogRoles logs() {
        return logs;
    }

    SessionRoles sessions() {
        return sessions;
    }

    MemoryRoles memories() {
        return memories;
    }

    AuditRoles audit() {
        return audit;
    }

    TaskRoles tasks() {
        return tasks;
    }

    public WorkspaceMapper workspaces() {
        return workspaces;
    }

    /** Removes up to {@code limit} memories of a workspace with their versions; returns how many memories. */
    public int purgeMemories(String workspace, int limit) {
        return memories.purge(workspace, limit);
    }

    public BlobMapper blobs() {
        return blobs;
    }
}
