package dev.cairn.sql.feed;

import dev.cairn.error.Corrupt;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.EntityKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the change log as stored: the feed is read often and written always, so it is kept narrow.
 *
 * @param kind 1 execution, 2 step, 3 log, 4 artifact, 5 session, 6 event, 7 state, 8 memory, 9 task, 10 audit
 * @param root see {@link IdKey}
 * @param id see {@link IdKey}; empty where it is the root's own
 * @param op 0 put, 1 delete
 * @param rootVersion where a put of the root follows that of one of its parts, as with every step, it rides on the line of
 *     the part: the root's version; null where none does
 */
public record ChangeRow(
        long revision,
        int ordinal,
        int kind,
        Object root,
        Object id,
        int op,
        long version,
        @Nullable Long rootVersion) {

    /** The lines of one transaction, numbered as its changes are; of one that rides on another the number is left out. */
    public static List<ChangeRow> of(List<Change> changes) {
        List<ChangeRow> rows = new ArrayList<>(changes.size());
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            if (i > 0 && rides(change, changes.get(i - 1))) {
                rows.add(rows.removeLast().carrying(change.version()));
            } else {
                rows.add(of(change, i));
            }
        }
        return rows;
    }

    private static boolean rides(Change root, Change part) {
        return root.kind() == EntityKind.EXECUTION
                && root.op() == ChangeOp.PUT
                && part.op() == ChangeOp.PUT
                && part.kind() != EntityKind.EXECUTION
                && part.kind().root() == EntityKind.EXECUTION
                && part.rootId().equals(root.rootId());
    }

    private ChangeRow carrying(long versionOfRoot) {
        return new ChangeRow(revision, ordinal, kind, root, id, op, version, versionOfRoot);
    }

    /** The line of one change alone. */
    public static ChangeRow of(Change change, int ordinal) {
        return new ChangeRow(
                change.revision(),
                ordinal,
                kind(change.kind()),
                IdKey.of(change.rootId()),
                change.id().equals(change.rootId()) ? "" : IdKey.of(change.id()),
                change.op() == ChangeOp.DELETE ? 1 : 0,
                change.version(),
                null);
    }

    /** What the line tells: one change, or two. */
    public List<Change> changes() {
        String rootId = IdKey.text(root);
        Change own = new Change(
                revision,
                kind(kind),
                rootId,
                id.equals("") ? rootId : IdKey.text(id),
                op == 1 ? ChangeOp.DELETE : ChangeOp.PUT,
                version);
        return rootVersion == null
                ? List.of(own)
                : List.of(own, new Change(revision, EntityKind.EXECUTION, rootId, rootId, ChangeOp.PUT, rootVersion));
    }

    /** The number under which a kind is stored. */
    public static int kind(EntityKind kind) {
        return switch (kind) {
            case EXECUTION -> 1;
            case STEP -> 2;
            case LOG -> 3;
            case ARTIFACT -> 4;
            case SESSION -> 5;
            case EVENT -> 6;
            case STATE -> 7;
            case MEMORY -> 8;
            case TASK -> 9;
            case AUDIT -> 10;
        };
    }

    /** @throws Corrupt for a number that is none of these */
    public static EntityKind kind(int code) {
        return switch (code) {
            case 1 -> EntityKind.EXECUTION;
            case 2 -> EntityKind.STEP;
            case 3 -> EntityKind.LOG;
            case 4 -> EntityKind.ARTIFACT;
            case 5 -> EntityKind.SESSION;
            case 6 -> EntityKind.EVENT;
            case 7 -> EntityKind.STATE;
            case 8 -> EntityKind.MEMORY;
            case 9 -> EntityKind.TASK;
            case 10 -> EntityKind.AUDIT;
            default -> throw new Corrupt("change log: unknown kind " + code, null);
        };
    }
}
