package dev.cairn.conformance.model;

import dev.cairn.error.ConditionFailed;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.EntityKind;
import dev.cairn.store.ChainWriter;
import java.util.List;
import java.util.Optional;

/** The chain over the audit of the reference model. */
final class ModelChain implements ChainWriter {
    private final ReferenceModel model;

    ModelChain(ReferenceModel model) {
        this.model = model;
    }

    @Override
    public AuditSeal head() {
        return model.seals.isEmpty() ? AuditSeal.NONE : model.seals.getLast();
    }

    @Override
    public List<AuditSeal> after(long sequence, int limit) {
        return model.seals.stream()
                .filter(seal -> seal.sequence() > sequence)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<AuditSeal> find(AuditPlace place) {
        return model.seals.stream().filter(seal -> seal.place().equals(place)).findFirst();
    }

    @Override
    public void append(AuditSeal head, List<AuditSeal> seals) {
        if (!head.equals(head())) {
            throw new ConditionFailed("chain", "chain", head.sequence(), head().sequence());
        }
        model.seals.addAll(seals);
        model.put(EntityKind.AUDIT, "chain", "chain", seals.getLast().sequence());
    }
}
