package dev.cairn.conformance.mutant;

import dev.cairn.model.Attribution;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.AuditKey;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import dev.cairn.store.AuditReader;
import dev.cairn.store.AuditWriter;
import dev.cairn.store.ChainReader;
import dev.cairn.store.ChainWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Forwarding bases for the roles of the audit, as {@link ForwardingRoles}. */
final class ForwardingAudit {
    private ForwardingAudit() {}

    static class Entries implements AuditWriter {
        final AuditReader right;

        Entries(AuditReader right) {
            this.right = right;
        }

        @Override
        public Optional<AuditEntry> find(AuditPlace place) {
            return right.find(place);
        }

        @Override
        public List<AuditEntry> page(AuditFilter filter, @Nullable AuditKey after, int limit) {
            return right.page(filter, after, limit);
        }

        @Override
        public List<AuditEntry> after(AuditPlace place, int limit) {
            return right.after(place, limit);
        }

        @Override
        public List<AuditEntry> settled(AuditPlace after, int limit) {
            return right.settled(after, limit);
        }

        @Override
        public void record(Attribution by, String action, Instant at) {
            ((AuditWriter) right).record(by, action, at);
        }
    }

    static class Chain implements ChainWriter {
        final ChainReader right;

        Chain(ChainReader right) {
            this.right = right;
        }

        @Override
        public AuditSeal head() {
            return right.head();
        }

        @Override
        public List<AuditSeal> after(long sequence, int limit) {
            return right.after(sequence, limit);
        }

        @Override
        public Optional<AuditSeal> find(AuditPlace place) {
            return right.find(place);
        }

        @Override
        public void append(AuditSeal head, List<AuditSeal> seals) {
            ((ChainWriter) right).append(head, seals);
        }
    }
}
