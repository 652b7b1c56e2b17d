package dev.cairn.conformance.model;

import dev.cairn.model.Attribution;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.EntityKind;
import java.util.List;

/** Random operations on the audit. */
final class AuditDraws {
    private static final List<EntityKind> KINDS = List.of(EntityKind.EXECUTION, EntityKind.SESSION, EntityKind.TASK);

    private AuditDraws() {}

    private static String root(Dice dice) {
        return dice.pick(List.of(
                dice.pick(Pools.SMALL.executionIds()), dice.pick(Pools.SESSION_IDS), dice.pick(Pools.TASK_IDS)));
    }

    static Command command(Dice dice) {
        return dice.below(4) > 0
                ? new AuditCommands.Attribute(
                        new Attribution(dice.pick(Pools.NAMES), dice.maybe(() -> dice.pick(Pools.TEXTS))),
                        dice.pick(Pools.NAMES),
                        dice.time())
                : new AuditCommands.Seal(1 + dice.below(5));
    }

    static Operation.Query query(Dice dice) {
        if (dice.below(5) == 0) {
            return new AuditQueries.Links();
        }
        String root = dice.seldom(() -> root(dice));
        EntityKind kind = root == null ? null : dice.seldom(() -> dice.pick(KINDS));
        return new AuditQueries.Entries(
                new AuditFilter(
                        dice.seldom(() -> dice.pick(Pools.NAMES)),
                        dice.seldom(() -> dice.pick(Pools.NAMES)),
                        root,
                        kind,
                        kind == null ? null : dice.seldom(() -> String.valueOf(root)),
                        dice.seldom(dice::time),
                        dice.seldom(dice::time)),
                dice.below(3),
                dice.limit());
    }
}
