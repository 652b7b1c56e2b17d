package dev.cairn.memory;

import dev.cairn.memory.audit.AuditTables;
import dev.cairn.memory.base.Weight;
import dev.cairn.memory.execution.ExecutionTables;
import dev.cairn.memory.memory.MemoryTables;
import dev.cairn.memory.session.SessionTables;
import dev.cairn.memory.task.TaskTables;
import dev.cairn.model.Change;
import java.util.List;

/**
 * Everything that one workspace holds, as persistent maps. A published instance is never changed: a transaction works on a
 * {@link #copy}, which costs a few references, and publishes that. Readers keep the instance they started with.
 */
final class Tables {
    final ExecutionTables executions;
    final SessionTables sessions;
    final MemoryTables memories;
    final AuditTables audit;
    final TaskTables tasks;
    FeedLog feed;
    long head;

    /** @param since positions below it belong to an earlier workspace of the same name */
    Tables(long since) {
        executions = new ExecutionTables();
        sessions = new SessionTables();
        memories = new MemoryTables();
        audit = new AuditTables();
        tasks = new TaskTables();
        feed = FeedLog.startingAt(since);
        head = since;
    }

    private Tables(Tables source) {
        executions = source.executions.copy();
        sessions = source.sessions.copy();
        memories = source.memories.copy();
        audit = source.audit.copy();
        tasks = source.tasks.copy();
        feed = source.feed;
        head = source.head;
    }

    Tables copy() {
        return new Tables(this);
    }

    /** What all of this takes, by {@link Weight}. */
    long bytes() {
        return executions.bytes() + sessions.bytes() + memories.bytes() + audit.bytes() + tasks.bytes() + feed.bytes();
    }

    void append(List<Change> committed, long revision) {
        feed = feed.append(revision, committed);
        head = revision;
    }
}
