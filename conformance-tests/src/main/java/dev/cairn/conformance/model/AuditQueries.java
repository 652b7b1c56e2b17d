package dev.cairn.conformance.model;

import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.AuditKey;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.Change;
import dev.cairn.store.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations that read the audit. Revisions are each store's own and are left out. */
final class AuditQueries {
    private static final int ALL = 10_000;

    private AuditQueries() {}

    private static AuditEntry unrevised(AuditEntry entry) {
        Change c = entry.change();
        return new AuditEntry(
                entry.ordinal(),
                entry.time(),
                entry.actor(),
                entry.reason(),
                entry.action(),
                new Change(0, c.kind(), c.rootId(), c.id(), c.op(), c.version()));
    }

    /** @param skipped a page begins after so many matching entries */
    record Entries(AuditFilter filter, int skipped, int limit) implements Operation.Query {
        @Override
        public Object ask(View view) {
            @Nullable AuditKey after = null;
            if (skipped > 0) {
                List<AuditEntry> first = view.audit().page(filter, null, skipped);
                after = first.isEmpty() ? null : AuditKey.of(first.getLast());
            }
            return view.audit().page(filter, after, limit).stream()
                    .map(AuditQueries::unrevised)
                    .toList();
        }
    }

    /** All links, each with its entry. */
    record Links() implements Operation.Query {
        @Override
        public Object ask(View view) {
            List<Object> links = new ArrayList<>();
            for (AuditSeal seal : view.chain().after(0, ALL)) {
                links.add(List.of(
                        seal.sequence(),
                        seal.hash(),
                        view.audit().find(seal.place()).map(AuditQueries::unrevised),
                        view.chain().find(seal.place()).equals(java.util.Optional.of(seal))));
            }
            return links;
        }
    }
}
