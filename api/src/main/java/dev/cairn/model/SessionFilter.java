package dev.cairn.model;

import org.jspecify.annotations.Nullable;

/** Which sessions to list. All conditions must hold; null means no condition. */
public record SessionFilter(
        @Nullable String app,
        @Nullable String user,
        @Nullable String project,
        @Nullable SessionStatus status) {
    public static final SessionFilter ALL = new SessionFilter(null, null, null, null);

    /** The one definition of what matches that every backend shares (clause SESS-3). */
    public boolean matches(Session session) {
        return (app == null || app.equals(session.app()))
                && (user == null || user.equals(session.user()))
                && (project == null || project.equals(session.project()))
                && (status == null || status == session.status());
    }
}
