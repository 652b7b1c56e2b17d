package dev.cairn.sql.task;

import dev.cairn.sql.base.Part;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.DependencyWriter;
import dev.cairn.store.TaskQueue;
import dev.cairn.store.TaskWriter;
import java.util.List;
import org.apache.ibatis.session.SqlSession;

/** The roles of tasks, over the statements of one connection. */
public final class TaskRoles {
    public static final Part PART = new Part(
            List.of("dev/cairn/sql/task/tasks.xml", "dev/cairn/sql/task/dependencies.xml"),
            List.of(TaskMapper.class, DependencyMapper.class),
            TaskRows.ALL);

    private final TaskMapper tasks;
    private final DependencyMapper dependencies;

    public TaskRoles(SqlSession session) {
        tasks = session.getMapper(TaskMapper.class);
        dependencies = session.getMapper(DependencyMapper.class);
    }

    public TaskWriter tasks(SqlScope scope) {
        return new SqlTasks(scope, tasks, dependencies);
    }

    public TaskQueue queue(SqlScope scope) {
        return new SqlTasks(scope, tasks, dependencies);
    }

    public DependencyWriter dependencies(SqlScope scope) {
        return new SqlDependencies(scope, dependencies);
    }
}
