package dev.cairn.conformance.model;

import dev.cairn.model.Attribution;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditSeal;
import dev.cairn.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations that write the audit. */
final class AuditCommands {
    private AuditCommands() {}

    record Attribute(Attribution by, String action, Instant at) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            transaction.audit().record(by, action, at);
            return null;
        }
    }

    /** Links the next entries that are not linked yet. */
    record Seal(int count) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            AuditSeal head = transaction.chain().head();
            List<AuditSeal> seals = new ArrayList<>();
            for (AuditEntry entry : transaction.audit().after(head.place(), count)) {
                long sequence = head.sequence() + seals.size() + 1;
                seals.add(new AuditSeal(sequence, entry.place(), "%064x".formatted(sequence)));
            }
            if (!seals.isEmpty()) {
                transaction.chain().append(head, seals);
            }
            return seals.size();
        }
    }
}
