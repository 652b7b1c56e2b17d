package dev.cairn.sql;

import java.util.List;
import org.apache.ibatis.session.SqlSession;

/** The mapper interfaces bound to one connection. */
public final class Mappers {
    static final List<Class<?>> TYPES = List.of(
            ExecutionMapper.class,
            StepMapper.class,
            LogMapper.class,
            ArtifactMapper.class,
            ProducerMapper.class,
            SessionMapper.class,
            EventMapper.class,
            StateMapper.class,
            MemoryMapper.class,
            MemorySearchMapper.class,
            AuditMapper.class,
            ChainMapper.class,
            TaskMapper.class,
            DependencyMapper.class,
            ChangeMapper.class,
            WorkspaceMapper.class,
            BlobMapper.class);

    private final ExecutionMapper executions;
    private final StepMapper steps;
    private final LogMapper logs;
    private final ArtifactMapper artifacts;
    private final ProducerMapper producers;
    private final SessionMapper sessions;
    private final EventMapper events;
    private final StateMapper state;
    private final MemoryMapper memories;
    private final MemorySearchMapper memorySearch;
    private final AuditMapper audit;
    private final ChainMapper chain;
    private final TaskMapper tasks;
    private final DependencyMapper dependencies;
    private final ChangeMapper changes;
    private final WorkspaceMapper workspaces;
    private final BlobMapper blobs;

    Mappers(SqlSession session) {
        executions = session.getMapper(ExecutionMapper.class);
        steps = session.getMapper(StepMapper.class);
        logs = session.getMapper(LogMapper.class);
        artifacts = session.getMapper(ArtifactMapper.class);
        producers = session.getMapper(ProducerMapper.class);
        sessions = session.getMapper(SessionMapper.class);
        events = session.getMapper(EventMapper.class);
        state = session.getMapper(StateMapper.class);
        memories = session.getMapper(MemoryMapper.class);
        memorySearch = session.getMapper(MemorySearchMapper.class);
        audit = session.getMapper(AuditMapper.class);
        chain = session.getMapper(ChainMapper.class);
        tasks = session.getMapper(TaskMapper.class);
        dependencies = session.getMapper(DependencyMapper.class);
        changes = session.getMapper(ChangeMapper.class);
        workspaces = session.getMapper(WorkspaceMapper.class);
        blobs = session.getMapper(BlobMapper.class);
    }

    public ExecutionMapper executions() {
        return executions;
    }

    public StepMapper steps() {
        return steps;
    }

    public LogMapper logs() {
        return logs;
    }

    public ArtifactMapper artifacts() {
        return artifacts;
    }

    public ProducerMapper producers() {
        return producers;
    }

    public SessionMapper sessions() {
        return sessions;
    }

    public EventMapper events() {
        return events;
    }

    public StateMapper state() {
        return state;
    }

    public MemoryMapper memories() {
        return memories;
    }

    public MemorySearchMapper memorySearch() {
        return memorySearch;
    }

    public AuditMapper audit() {
        return audit;
    }

    public ChainMapper chain() {
        return chain;
    }

    public TaskMapper tasks() {
        return tasks;
    }

    public DependencyMapper dependencies() {
        return dependencies;
    }

    public ChangeMapper changes() {
        return changes;
    }

    public WorkspaceMapper workspaces() {
        return workspaces;
    }

    public BlobMapper blobs() {
        return blobs;
    }
}
