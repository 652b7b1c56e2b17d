package dev.cairn.conformance.model;

import dev.cairn.model.Change;
import dev.cairn.model.Position;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.FeedFilter;
import java.util.ArrayList;
import java.util.List;

/** The feed of the reference store. */
final class ReferenceFeed implements ChangeFeed {
    private final ReferenceStore store;
    private final WorkspaceId workspace;

    ReferenceFeed(ReferenceStore store, WorkspaceId workspace) {
        this.store = store;
        this.workspace = workspace;
    }

    @Override
    public Position head() {
        return store.inWorkspace(workspace, ReferenceWorkspace::head);
    }

    @Override
    public ChangePage after(Position position, FeedFilter filter, int limit) {
        return store.inWorkspace(workspace, found -> {
            List<Change> page = new ArrayList<>();
            for (Change change : found.after(position)) {
                if (page.size() >= limit && page.getLast().revision() != change.revision()) {
                    return new ChangePage(
                            page, found.reached(position, page.getLast().revision()));
                }
                if (filter.matches(change)) {
                    page.add(change);
                }
            }
            return new ChangePage(page, found.head());
        });
    }

    @Override
    public Subscription onCommit(Runnable nudge) {
        return store.inWorkspace(workspace, found -> found.nudges.add(workspace, nudge));
    }
}
