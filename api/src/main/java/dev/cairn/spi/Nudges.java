package dev.cairn.spi;

import dev.cairn.model.WorkspaceId;
import dev.cairn.store.ChangeFeed;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who wants to hear of commits in which workspace: the in-process half of {@link ChangeFeed#onCommit}. */
public final class Nudges {
    private static final System.Logger LOG = System.getLogger(Nudges.class.getName());

    private final ConcurrentHashMap<WorkspaceId, List<Runnable>> listeners = new ConcurrentHashMap<>();

    public ChangeFeed.Subscription add(WorkspaceId workspace, Runnable nudge) {
        // an object of its own, so that the same runnable may be added twice
        Runnable listener = new Runnable() {
            @Override
            public void run() {
                nudge.run();
            }
        };
        listeners.compute(workspace, (id, list) -> {
            List<Runnable> changed = list == null ? new CopyOnWriteArrayList<>() : list;
            changed.add(listener);
            return changed;
        });
        return () -> listeners.computeIfPresent(workspace, (id, list) -> {
            list.remove(listener);
            return list.isEmpty() ? null : list;
        });
    }

    public void fire(WorkspaceId workspace) {
        List<Runnable> list = listeners.get(workspace);
        if (list != null) {
            list.forEach(Nudges::call);
        }
    }

    /** For engines that cannot tell which workspace changed. */
    public void fireAll() {
        listeners.values().forEach(list -> list.forEach(Nudges::call));
    }

    /** A listener that fails must not make a committed write look failed. */
    private static void call(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a listener for commits failed", e);
        }
    }
}
