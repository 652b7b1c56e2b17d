package dev.cairn.conformance.model;

import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.EventQuery;
import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.Namespace;
import dev.cairn.model.Position;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import dev.cairn.model.Wire;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.ChangeFeed.ChangePage;
import dev.cairn.store.FeedFilter;
import dev.cairn.store.Store;
import dev.cairn.store.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A copy of a workspace made by following its feed: told what changed, it reads how that is now (FEED-7). */
final class Replica {
    private static final int PAGE = 4;
    private static final int MAX_PAGES = 100_000;

    private final Store source;
    private final WorkspaceId workspace;
    private final ReferenceModel state = new ReferenceModel();
    private Position position = Position.START;
    private int applied;

    Replica(Store source, WorkspaceId workspace) {
        this.source = source;
        this.workspace = workspace;
    }

    ReferenceModel state() {
        return state;
    }

    /** How many changes were told so far. */
    int applied() {
        return applied;
    }

    /** Applies all that can be seen now. */
    void pull() {
        for (int i = 0; i < MAX_PAGES; i++) {
            ChangePage page = source.feed(workspace).after(position, FeedFilter.ALL, PAGE);
            source.read(workspace, "replica.read", view -> {
                page.changes().forEach(change -> apply(change, view));
                return true;
            });
            position = page.next();
            applied += page.changes().size();
            if (page.changes().isEmpty()) {
                return;
            }
        }
        throw new AssertionError("the feed does not end");
    }

    private void apply(Change change, View view) {
        String root = change.rootId();
        switch (change.kind()) {
            case EXECUTION -> {
                if (change.op() == ChangeOp.DELETE) {
                    forget(root);
                } else {
                    view.executions().find(root).ifPresent(found -> state.executions.put(root, found));
                }
            }
            case STEP ->
                view.steps()
                        .find(root, Integer.parseInt(change.id()))
                        .ifPresent(found -> state.steps
                                .computeIfAbsent(root, id -> new TreeMap<>())
                                .put(found.index(), found));
            case LOG -> log(root, view);
            case ARTIFACT ->
                view.artifacts()
                        .find(change.id())
                        .ifPresentOrElse(
                                found -> state.artifacts.put(found.id(), found),
                                () -> state.artifacts.remove(change.id()));
            case SESSION -> {
                if (change.op() == ChangeOp.DELETE) {
                    state.sessions.remove(root);
                    state.events.remove(root);
                } else {
                    view.sessions().find(root).ifPresent(found -> state.sessions.put(root, found));
                }
            }
            case EVENT -> state.events.put(root, view.events().read(root, EventQuery.ALL, 100_000));
            case STATE -> state(change, view);
            case MEMORY -> memory(change, view);
            case TASK ->
                view.tasks()
                        .find(root)
                        .ifPresentOrElse(found -> state.tasks.put(root, found), () -> state.tasks.remove(root));
            case AUDIT -> {
                // whoever follows the feed is told that there are new links, and keeps none
            }
        }
    }

    private void state(Change change, View view) {
        int colon = change.rootId().indexOf(':');
        StateOwner owner = new StateOwner(
                Wire.parse(StateScope.class, "scope", change.rootId().substring(0, colon)),
                change.rootId().substring(colon + 1));
        Map<String, StateEntry> entries = state.state.computeIfAbsent(owner, of -> new HashMap<>());
        view.state()
                .find(owner, change.id())
                .filter(found -> found.value() != null)
                .ifPresentOrElse(found -> entries.put(found.key(), found), () -> entries.remove(change.id()));
    }

    private void memory(Change change, View view) {
        MemoryKey id = new MemoryKey(Namespace.of(change.rootId()), change.id());
        view.memories()
                .find(id)
                .filter(found -> !found.deleted())
                .ifPresentOrElse(
                        found -> state.memories.put(id, new TreeMap<>(Map.of(found.version(), found))),
                        () -> state.memories.remove(id));
    }

    private void log(String root, View view) {
        List<LogLine> lines = view.logs().read(root, LogQuery.ALL, 100_000);
        state.logs.put(root, new ArrayList<>(lines.stream().map(LogLine::entry).toList()));
    }

    private void forget(String root) {
        state.executions.remove(root);
        state.steps.remove(root);
        state.logs.remove(root);
        state.artifacts.values().removeIf(artifact -> artifact.executionId().equals(root));
    }
}
