package dev.cairn.conformance.model;

import dev.cairn.model.Attribution;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.AuditKey;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.Change;
import dev.cairn.store.AuditWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The audit of the reference model. */
final class ModelAudit implements AuditWriter {
    private static final Comparator<AuditEntry> OLDEST_FIRST =
            Comparator.comparing(AuditEntry::time).thenComparing(AuditEntry::place);

    private final ReferenceModel model;

    ModelAudit(ReferenceModel model) {
        this.model = model;
    }

    /** What a transaction asked to be recorded. */
    record Wanted(Attribution by, String action, Instant at) {}

    /** To be called at the commit of a transaction, with its changes. */
    static void commit(ReferenceModel model, List<Change> changes) {
        Wanted wanted = model.recording;
        if (wanted != null) {
            for (int i = 0; i < changes.size(); i++) {
                model.audit.add(new AuditEntry(
                        i, wanted.at(), wanted.by().actor(), wanted.by().reason(), wanted.action(), changes.get(i)));
            }
        }
        model.recording = null;
    }

    @Override
    public Optional<AuditEntry> find(AuditPlace place) {
        return model.audit.stream().filter(entry -> entry.place().equals(place)).findFirst();
    }

    @Override
    public List<AuditEntry> page(AuditFilter filter, @Nullable AuditKey after, int limit) {
        return model.audit.stream()
                .sorted(OLDEST_FIRST.reversed())
                .filter(entry -> after == null
                        || entry.time().isBefore(after.time())
                        || (entry.time().equals(after.time()) && entry.place().compareTo(after.place()) < 0))
                .filter(filter::matches)
                .limit(limit)
                .toList();
    }

    @Override
    public List<AuditEntry> after(AuditPlace place, int limit) {
        return model.audit.stream()
                .filter(entry -> entry.place().compareTo(place) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public List<AuditEntry> settled(AuditPlace after, int limit) {
        return after(after, limit);
    }

    @Override
    public void record(Attribution by, String action, Instant at) {
        model.recording = new Wanted(by, action, at);
    }
}
