package dev.cairn.store;

import dev.cairn.model.PageKey;
import dev.cairn.model.Session;
import dev.cairn.model.SessionFilter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions of one workspace, read. */
public interface SessionReader {
    Optional<Session> find(String id);

    /**
     * Newest first, by creation and then id, both descending (PAGE-1).
     *
     * @param after strictly beyond this place; null from the newest
     */
    List<Session> page(SessionFilter filter, @Nullable PageKey after, int limit);
}
