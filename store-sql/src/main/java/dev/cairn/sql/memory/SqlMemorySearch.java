package dev.cairn.sql.memory;

import dev.cairn.model.Likeness;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.MemoryVector;
import dev.cairn.model.Namespace;
import dev.cairn.model.NamespaceCount;
import dev.cairn.model.Texts;
import dev.cairn.sql.base.Micros;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.MemorySearch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Searches over {@link MemorySearchMapper}. */
final class SqlMemorySearch implements MemorySearch {
    private final SqlScope scope;
    private final MemorySearchMapper mapper;
    private final boolean alike;

    /** @param alike whether the engine leaves out by itself what is too unlike */
    SqlMemorySearch(SqlScope scope, MemorySearchMapper mapper, boolean alike) {
        this.scope = scope;
        this.mapper = mapper;
        this.alike = alike;
    }

    private MemorySearchMapper mapper() {
        return scope.use(mapper);
    }

    /** One lower bound, of prefix or page: with two an engine may seek the lesser and walk to the other. */
    private static MemoryKey start(Namespace prefix, @Nullable MemoryKey after) {
        // no key is empty
        MemoryKey first = new MemoryKey(prefix, "");
        return after == null || after.compareTo(first) < 0 ? first : after;
    }

    @Override
    public List<Memory> page(MemoryFilter filter, Instant now, @Nullable MemoryKey after, int limit) {
        MemoryKey start = start(filter.prefix(), after);
        return mapper().page(
                        scope.workspace(),
                        MemoryFilterRow.of(scope.workspace(), filter),
                        Micros.of(now),
                        start.namespace().encoded(),
                        start.key(),
                        limit);
    }

    @Override
    public List<NamespaceCount> namespaces(Namespace prefix, String from, Instant now, int limit) {
        String start = Texts.BYTE_ORDER.compare(from, prefix.encoded()) < 0 ? prefix.encoded() : from;
        return mapper().namespaces(scope.workspace(), start, prefix.end(), Micros.of(now), limit);
    }

    @Override
    public List<MemoryVector> vectors(
            Namespace prefix,
            @Nullable MemoryType type,
            Likeness likeness,
            Instant now,
            @Nullable MemoryKey after,
            int limit) {
        MemoryKey start = start(prefix, after);
        MemoryFilter filter = new MemoryFilter(prefix, type, null, Map.of(), null);
        MemoryFilterRow row = MemoryFilterRow.of(scope.workspace(), filter);
        if (alike && likeness.atLeast() > -1) {
            return mapper().alike(
                            scope.workspace(),
                            row,
                            likeness.dimension(),
                            Micros.of(now),
                            start.namespace().encoded(),
                            start.key(),
                            UnitVector.of(likeness.to()),
                            UnitVector.doubt(likeness.dimension()) - likeness.atLeast(),
                            limit);
        }
        return mapper().vectors(
                        scope.workspace(),
                        row,
                        likeness.dimension(),
                        Micros.of(now),
                        start.namespace().encoded(),
                        start.key(),
                        limit);
    }
}
