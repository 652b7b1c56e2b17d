package dev.cairn.conformance.model;

import dev.cairn.error.FeedCompacted;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.Position;
import dev.cairn.model.Workspace;
import dev.cairn.spi.FeedFloor;
import dev.cairn.spi.Nudges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One workspace of the reference store: its state, its content and its feed. The store's lock guards it. */
final class ReferenceWorkspace {
    final ReferenceStore store;
    final Nudges nudges = new Nudges();
    final Map<String, byte[]> bytes = new HashMap<>();
    ReferenceModel model = new ReferenceModel();
    boolean retired;
    private final Workspace workspace;
    private final String epoch = "r" + UUID.randomUUID();
    private List<Change> feed = new ArrayList<>();
    private long revision;
    private long compacted;

    ReferenceWorkspace(ReferenceStore store, Workspace workspace) {
        this.store = store;
        this.workspace = workspace;
    }

    Workspace describe() {
        return new Workspace(workspace.id(), workspace.createdAt(), retired);
    }

    Position head() {
        return new Position(epoch, revision, null);
    }

    long commit(ReferenceModel next) {
        model = next;
        if (next.changes().isEmpty()) {
            return 0;
        }
        revision++;
        List<Change> changes = next.changesAt(revision);
        feed.addAll(changes);
        ModelAudit.commit(next, changes);
        return revision;
    }

    Position reached(Position from, long reached) {
        return FeedFloor.reached(from, new Position(epoch, reached, null), compacted);
    }

    List<Change> after(Position position) {
        boolean foreign = !position.epoch().isEmpty() && !position.epoch().equals(epoch);
        if (foreign || position.revision() > revision || !FeedFloor.allows(position, compacted)) {
            throw new FeedCompacted(compacted);
        }
        return feed.stream()
                .filter(change -> change.revision() > position.revision())
                .toList();
    }

    int compact(long through, int limit) {
        Map<ReferenceModel.Entity, Long> last = new HashMap<>();
        for (Change change : feed) {
            last.put(ReferenceModel.Entity.of(change), change.revision());
        }
        List<Change> kept = new ArrayList<>();
        int dropped = 0;
        for (Change change : feed) {
            boolean overtaken = last.getOrDefault(ReferenceModel.Entity.of(change), 0L) > change.revision()
                    || change.op() == ChangeOp.DELETE
                    || endsLater(change);
            if (change.revision() <= through && overtaken && dropped < limit) {
                dropped++;
            } else {
                kept.add(change);
            }
        }
        feed = kept;
        if (dropped > 0) {
            compacted = Math.max(compacted, Math.min(through, revision));
        }
        return dropped;
    }

    private boolean endsLater(Change change) {
        return feed.stream()
                .anyMatch(end -> end.op() == ChangeOp.DELETE
                        && end.kind().takesAlong(change.kind())
                        && end.rootId().equals(change.rootId())
                        && end.revision() > change.revision());
    }
}
