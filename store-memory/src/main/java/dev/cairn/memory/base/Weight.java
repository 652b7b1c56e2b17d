package dev.cairn.memory.base;

import dev.cairn.model.Artifact;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.Change;
import dev.cairn.model.Execution;
import dev.cairn.model.LogEntry;
import dev.cairn.model.Memory;
import dev.cairn.model.Session;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.StateEntry;
import dev.cairn.model.Step;
import dev.cairn.model.Task;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how many bytes of heap a value takes, with its places in the indexes. */
public final class Weight {
    public static final long CONTENT = 400;
    public static final long PRODUCER = 200;
    public static final long LEASE = 200;
    public static final long SEAL = 400;
    public static final long DEPENDENCY = 400;
    private static final long CHANGE = 300;
    private static final long ENTITY = 600;
    private static final long LINE = 80;
    private static final long TAG = 150;

    private Weight() {}

    public static long of(Execution e) {
        long bytes = ENTITY + of(e.id()) + of(e.name()) + of(e.command()) + of(e.workingDirectory()) + of(e.error());
        for (Map.Entry<String, String> variable : e.environment().entrySet()) {
            bytes += TAG + of(variable.getKey()) + of(variable.getValue());
        }
        return bytes + tags(e.tags()) + of(e.metadata().text());
    }

    public static long of(Change c) {
        return CHANGE + c.rootId().length() + c.id().length();
    }

    public static long of(Step s) {
        return ENTITY
                + of(s.name())
                + of(s.description())
                + of(s.error())
                + of(s.metadata().text());
    }

    public static long of(Artifact a) {
        return ENTITY
                + of(a.name())
                + of(a.description())
                + of(a.fileName())
                + tags(a.tags())
                + of(a.metadata().text());
    }

    public static long of(Session s) {
        return ENTITY
                + 5 * TAG
                + of(s.app())
                + of(s.user())
                + of(s.project())
                + of(s.metadata().text());
    }

    public static long of(SessionEvent e) {
        return ENTITY
                + of(e.id())
                + of(e.actor())
                + of(e.content().text())
                + of(e.state().text());
    }

    public static long of(StateEntry e) {
        return ENTITY + of(e.owner().name()) + of(e.key()) + of(e.value());
    }

    public static long of(Memory m) {
        long vector = m.embedding() == null ? 0 : 48L + 4L * m.embedding().dimension();
        return ENTITY
                + of(m.id().namespace().encoded())
                + of(m.id().key())
                + of(m.value())
                + of(m.metadata().text())
                + vector;
    }

    /** A place in the list of a term. */
    public static long term(String term) {
        return TAG + term.length();
    }

    public static long of(AuditEntry e) {
        return ENTITY + 4 * TAG + of(e.change()) + of(e.actor()) + of(e.reason()) + of(e.action());
    }

    public static long of(Task t) {
        return 2 * ENTITY
                + 6 * TAG
                + of(t.spec().type())
                + of(t.spec().source())
                + of(t.spec().key())
                + of(t.spec().input().text())
                + of(t.state().error())
                + (t.state().result() == null ? 0 : of(t.state().result().text()));
    }

    public static long of(List<LogEntry> lines) {
        long bytes = 0;
        for (LogEntry line : lines) {
            bytes += LINE + of(line.content()) + of(line.raw());
        }
        return bytes;
    }

    private static long tags(List<String> tags) {
        long bytes = 0;
        for (String tag : tags) {
            bytes += TAG + of(tag);
        }
        return bytes;
    }

    private static long of(@Nullable String text) {
        return text == null ? 0 : 48 + text.length();
    }
}
