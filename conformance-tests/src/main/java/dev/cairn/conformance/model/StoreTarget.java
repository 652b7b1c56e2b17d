package dev.cairn.conformance.model;

import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.StoreException;
import dev.cairn.model.Change;
import dev.cairn.model.Execution;
import dev.cairn.model.Position;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.Blobs;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.Committed;
import dev.cairn.store.FeedFilter;
import dev.cairn.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs scripts on the store under test, in workspaces of their own. */
final class StoreTarget implements Target {
    private static final int FEED_PAGE = 3;
    private static final String MARKER = "marker";
    private static final int MAX_TRANSACTIONS = 100_000;

    private final Store store;
    private final List<WorkspaceId> workspaces;

    StoreTarget(Store store, List<WorkspaceId> workspaces) {
        this.store = store;
        this.workspaces = workspaces;
    }

    /** What a closure throws to have its transaction rolled back. */
    private static final class Abort extends Exception {
        final transient List<@Nullable Object> answers;

        Abort(List<@Nullable Object> answers) {
            this.answers = answers;
        }
    }

    @Override
    public Outcome run(Act act) {
        try {
            return apply(act, workspaces.get(act.workspace()));
        } catch (StoreException e) {
            return Outcome.Refused.with(List.of(e));
        } catch (RuntimeException | IOException e) {
            return new Outcome.Broke(e);
        }
    }

    private Outcome apply(Act act, WorkspaceId workspace) throws IOException {
        return switch (act) {
            case Act.Transact transact -> transact(transact, workspace);
            case Act.Look look -> {
                List<@Nullable Object> answers = store.read(workspace, "model.read", view -> {
                    List<@Nullable Object> inside = new ArrayList<>();
                    look.queries().forEach(query -> inside.add(query.ask(view)));
                    return inside;
                });
                yield new Outcome.Answered(answers, false);
            }
            case Act.Stage stage -> {
                byte[] content = Pools.CONTENTS.get(stage.content());
                yield new Outcome.Answered(
                        List.of(store.blobs()
                                .stage(workspace, new ByteArrayInputStream(content), content.length, stage.at())),
                        false);
            }
            case Act.Collect collect -> {
                Blobs.Collected collected = store.blobs().collect(workspace, collect.stagedBefore(), 1_000);
                yield new Outcome.Answered(List.of(collected.blobs(), collected.bytes()), false);
            }
            case Act.Compact compact -> {
                long head = store.feed(workspace).head().revision();
                store.maintenance().compactFeed(workspace, head, 100_000);
                yield new Outcome.Answered(List.of(), false);
            }
        };
    }

    private Outcome transact(Act.Transact transact, WorkspaceId workspace) {
        try {
            Committed<List<@Nullable Object>> committed = store.write(workspace, "model.write", transaction -> {
                List<@Nullable Object> inside = new ArrayList<>();
                transact.operations().forEach(operation -> inside.add(operation.run(transaction)));
                if (transact.aborts()) {
                    throw new Abort(inside);
                }
                return inside;
            });
            return new Outcome.Answered(committed.value(), false);
        } catch (Abort e) {
            return new Outcome.Answered(e.answers, true);
        }
    }

    /**
     * In small pages, so that transactions meet page ends; checks what every page must hold to (FEED-3). A feed may show
     * a commit later than it returned, so a marker is written and waited for.
     */
    @Override
    public List<Set<Change>> feed(int workspace) {
        Execution marker = Samples.execution(MARKER, Pools.T0);
        store.write(workspaces.get(workspace), "model.mark", transaction -> {
            transaction.executions().insert(marker);
            return true;
        });
        ChangeFeed feed = store.feed(workspaces.get(workspace));
        long deadline = System.nanoTime() + Race.PATIENCE.toNanos();
        List<Set<Change>> transactions = new ArrayList<>();
        Position position = Position.START;
        long last = 0;
        while (true) {
            ChangeFeed.ChangePage page = feed.after(position, FeedFilter.ALL, FEED_PAGE);
            long before = last;
            for (Change change : page.changes()) {
                if (change.revision() < last || change.revision() == before) {
                    throw new AssertionError("revision " + change.revision() + " follows " + last
                            + (change.revision() == before ? ": a transaction is split across pages" : ""));
                }
                if (change.revision() > last) {
                    transactions.add(new HashSet<>());
                }
                last = change.revision();
                if (!transactions.getLast().add(unrevised(change))) {
                    throw new AssertionError("told twice in one transaction: " + change);
                }
            }
            if (transactions.size() > MAX_TRANSACTIONS) {
                throw new AssertionError("the feed does not end");
            }
            if (!transactions.isEmpty() && transactions.getLast().stream().anyMatch(c -> c.id().equals(MARKER))) {
                transactions.removeLast();
                return transactions;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the feed does not show the last commit; so far " + transactions);
            }
            position = page.next();
        }
    }

    private static Change unrevised(Change change) {
        return new Change(0, change.kind(), change.rootId(), change.id(), change.op(), change.version());
    }
}
