package dev.cairn.sql;

import dev.cairn.error.Corrupt;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.EntityKind;

/**
 * A line of the change log as stored: the feed is read often and written always, so it is kept narrow.
 *
 * @param kind 1 execution, 2 step, 3 log, 4 artifact
 * @param root see {@link IdKey}
 * @param id see {@link IdKey}; empty where it is the root's own
 * @param op 0 put, 1 delete
 */
public record ChangeRow(long revision, int ordinal, int kind, Object root, Object id, int op, long version) {
    static ChangeRow of(Change change, int ordinal) {
        return new ChangeRow(
                change.revision(),
                ordinal,
                kind(change.kind()),
                IdKey.of(change.rootId()),
                change.id().equals(change.rootId()) ? "" : IdKey.of(change.id()),
                change.op() == ChangeOp.DELETE ? 1 : 0,
                change.version());
    }

    public Change change() {
        String rootId = IdKey.text(root);
        return new Change(
                revision,
                kind(kind),
                rootId,
                id.equals("") ? rootId : IdKey.text(id),
                op == 1 ? ChangeOp.DELETE : ChangeOp.PUT,
                version);
    }

    public static int kind(EntityKind kind) {
        return switch (kind) {
            case EXECUTION -> 1;
            case STEP -> 2;
            case LOG -> 3;
            case ARTIFACT -> 4;
        };
    }

    static EntityKind kind(int code) {
        return switch (code) {
            case 1 -> EntityKind.EXECUTION;
            case 2 -> EntityKind.STEP;
            case 3 -> EntityKind.LOG;
            case 4 -> EntityKind.ARTIFACT;
            default -> throw new Corrupt("change log: unknown kind " + code, null);
        };
    }
}
