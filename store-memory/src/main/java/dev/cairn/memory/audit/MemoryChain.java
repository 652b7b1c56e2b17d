package dev.cairn.memory.audit;

import dev.cairn.error.ConditionFailed;
import dev.cairn.memory.base.MemoryScope;
import dev.cairn.memory.base.Weight;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.EntityKind;
import dev.cairn.store.ChainWriter;
import java.util.List;
import java.util.Optional;

/** The chain over the audit, by sequence and by entry. */
final class MemoryChain implements ChainWriter {
    private static final String CHAIN = "chain";

    private final MemoryScope scope;
    private final AuditTables tables;

    MemoryChain(MemoryScope scope, AuditTables tables) {
        this.scope = scope;
        this.tables = tables;
    }

    private AuditTables tables() {
        return scope.use(tables);
    }

    @Override
    public AuditSeal head() {
        AuditTables tables = tables();
        return tables.seals.isEmpty()
                ? AuditSeal.NONE
                : tables.seals.lastEntry().getValue();
    }

    @Override
    public List<AuditSeal> after(long sequence, int limit) {
        return tables().seals.tailMap(sequence, false).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<AuditSeal> find(AuditPlace place) {
        return Optional.ofNullable(tables().sealed.get(place));
    }

    @Override
    public void append(AuditSeal head, List<AuditSeal> seals) {
        AuditSeal actual = head();
        if (!actual.equals(head)) {
            throw new ConditionFailed(CHAIN, CHAIN, head.sequence(), actual.sequence());
        }
        AuditTables tables = tables();
        for (AuditSeal seal : seals) {
            tables.seals = tables.seals.plus(seal.sequence(), seal);
            tables.sealed = tables.sealed.plus(seal.place(), seal);
            tables.bytes += Weight.SEAL;
        }
        scope.changes().put(EntityKind.AUDIT, CHAIN, CHAIN, seals.getLast().sequence());
    }
}
