package dev.cairn.conformance.mutant;

import dev.cairn.model.Attribution;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.AuditKey;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.EntityKind;
import dev.cairn.store.AuditReader;
import dev.cairn.store.AuditWriter;
import dev.cairn.store.ChainReader;
import dev.cairn.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Defects in the audit. */
final class AuditMutants {
    private AuditMutants() {}

    static final List<Mutant> ALL = List.of(
            new Mutant(
                    "audit-outside",
                    "AUDIT-1",
                    "entries are written outside the transaction and survive its rollback",
                    AuditMutants::outside),
            entries(
                    "audit-filter-after-limit",
                    "AUDIT-3",
                    "the condition is looked at after the limit",
                    right -> new ForwardingAudit.Entries(right) {
                        @Override
                        public List<AuditEntry> page(AuditFilter filter, @Nullable AuditKey after, int limit) {
                            return super.page(AuditFilter.ALL, after, limit).stream()
                                    .filter(filter::matches)
                                    .toList();
                        }
                    }),
            entries(
                    "audit-prefix-leak",
                    "AUDIT-3",
                    "actors are the same whatever their case",
                    right -> new ForwardingAudit.Entries(right) {
                        @Override
                        public List<AuditEntry> page(AuditFilter filter, @Nullable AuditKey after, int limit) {
                            String actor = filter.actor();
                            return actor == null
                                    ? super.page(filter, after, limit)
                                    : super.page(AuditFilter.ALL, after, limit).stream()
                                            .filter(entry -> entry.actor().equalsIgnoreCase(actor))
                                            .toList();
                        }
                    }),
            entries(
                    "audit-list-lags",
                    "AUDIT-3",
                    "a list shows what came last only when more has come",
                    right -> new ForwardingAudit.Entries(right) {
                        @Override
                        public List<AuditEntry> page(AuditFilter filter, @Nullable AuditKey after, int limit) {
                            List<AuditEntry> all = super.after(AuditPlace.START, 10_000);
                            long shown =
                                    all.isEmpty() ? 0 : all.getLast().change().revision() - 2;
                            return super.page(filter, after, limit).stream()
                                    .filter(entry -> entry.change().revision() < shown)
                                    .toList();
                        }
                    }),
            entries(
                    "skipped-entry",
                    "AUDIT-5",
                    "what settles late is passed over",
                    right -> new ForwardingAudit.Entries(right) {
                        @Override
                        public List<AuditEntry> settled(AuditPlace after, int limit) {
                            List<AuditEntry> found = super.settled(after, limit);
                            return found.size() > 1 ? found.subList(1, found.size()) : found;
                        }
                    }),
            chain(
                    "forked-chain",
                    "AUDIT-4",
                    "a link is added after whatever the head is",
                    right -> new ForwardingAudit.Chain(right) {
                        @Override
                        public void append(AuditSeal head, List<AuditSeal> seals) {
                            AuditSeal actual = head();
                            List<AuditSeal> moved = new ArrayList<>();
                            for (AuditSeal seal : seals) {
                                moved.add(
                                        new AuditSeal(actual.sequence() + moved.size() + 1, seal.place(), seal.hash()));
                            }
                            super.append(actual, moved);
                        }
                    }));

    private static Mutant entries(String name, String clause, String defect, Function<AuditReader, AuditWriter> plant) {
        return new Mutant(name, clause, defect, Plants.roles(view -> new ForwardingTransaction(view) {
            @Override
            public AuditWriter audit() {
                return plant.apply(view.audit());
            }
        }));
    }

    private static Mutant chain(
            String name, String clause, String defect, Function<ChainReader, ForwardingAudit.Chain> plant) {
        return new Mutant(name, clause, defect, Plants.roles(view -> new ForwardingTransaction(view) {
            @Override
            public ForwardingAudit.Chain chain() {
                return plant.apply(view.chain());
            }
        }));
    }

    private static Store outside(Store store) {
        Queue<AuditEntry> written = new ConcurrentLinkedQueue<>();
        UnaryOperator<Store> plant = Plants.roles(view -> new ForwardingTransaction(view) {
            @Override
            public AuditWriter audit() {
                return new ForwardingAudit.Entries(view.audit()) {
                    @Override
                    public void record(Attribution by, String action, Instant at) {
                        Change change = new Change(1, EntityKind.EXECUTION, "e", "e", ChangeOp.PUT, 1);
                        written.add(new AuditEntry(0, at, by.actor(), by.reason(), action, change));
                    }

                    @Override
                    public List<AuditEntry> after(AuditPlace place, int limit) {
                        return written.stream()
                                .filter(entry -> entry.place().compareTo(place) > 0)
                                .limit(limit)
                                .toList();
                    }
                };
            }
        });
        return plant.apply(store);
    }
}
