package dev.cairn.sql.audit;

import dev.cairn.error.ConditionFailed;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Json;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.ChainWriter;
import java.util.List;
import java.util.Optional;

/** The chain over {@link ChainMapper}. */
final class SqlChain implements ChainWriter {
    private static final String CHAIN = "chain";

    private final SqlScope scope;
    private final ChainMapper mapper;

    SqlChain(SqlScope scope, ChainMapper mapper) {
        this.scope = scope;
        this.mapper = mapper;
    }

    private ChainMapper mapper() {
        return scope.use(mapper);
    }

    @Override
    public AuditSeal head() {
        AuditSeal head = mapper().head(scope.workspace());
        return head == null ? AuditSeal.NONE : head;
    }

    @Override
    public List<AuditSeal> after(long sequence, int limit) {
        return mapper().after(scope.workspace(), sequence, limit);
    }

    @Override
    public Optional<AuditSeal> find(AuditPlace place) {
        return Optional.ofNullable(mapper().find(scope.workspace(), place.revision(), place.ordinal()));
    }

    @Override
    public void append(AuditSeal head, List<AuditSeal> seals) {
        AuditSeal actual = head();
        if (!actual.equals(head)) {
            throw new ConditionFailed(CHAIN, CHAIN, head.sequence(), actual.sequence());
        }
        List<List<Object>> rows = seals.stream()
                .map(seal -> List.<Object>of(
                        seal.sequence(), seal.place().revision(), seal.place().ordinal(), seal.hash()))
                .toList();
        if (mapper().insert(scope.workspace(), Json.write(rows)) < seals.size()) {
            throw new ConditionFailed(CHAIN, CHAIN, head.sequence(), head().sequence());
        }
        scope.changes().put(EntityKind.AUDIT, CHAIN, CHAIN, seals.getLast().sequence());
    }
}
