package dev.cairn.conformance.contract.audit;

import dev.cairn.conformance.contract.RuleGroup;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.Subject;
import dev.cairn.model.Attribution;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.AuditKey;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.Store;
import dev.cairn.store.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the groups of the audit share. */
abstract class AuditGroup extends RuleGroup {
    static final String ACTION = "kit.change";

    /** Writes on behalf of an actor; returns the revision. */
    final <X extends Exception> long audited(String actor, Subject.Work<X> work) throws X {
        return audited(actor, null, ACTION, work);
    }

    final <X extends Exception> long audited(String actor, @Nullable String reason, String action, Subject.Work<X> work)
            throws X {
        var at = now();
        return subject.change(tx -> {
            work.run(tx);
            tx.audit().record(new Attribution(actor, reason), action, at);
        });
    }

    /** Stores a plain execution on behalf of an actor. */
    final long auditedInsert(String actor, String id) {
        return audited(actor, tx -> tx.executions().insert(Samples.execution(id, now())));
    }

    final List<AuditEntry> page(AuditFilter filter, @Nullable AuditKey after, int limit) {
        return subject.read(view -> view.audit().page(filter, after, limit));
    }

    final List<AuditEntry> paged(AuditFilter filter, int limit) {
        List<AuditEntry> all = new ArrayList<>();
        List<AuditEntry> page = page(filter, null, limit);
        while (!page.isEmpty() && all.size() < 10_000) {
            all.addAll(page);
            page = page(filter, AuditKey.of(all.getLast()), limit);
        }
        return all;
    }

    /** All entries in the order of their places. */
    final List<AuditEntry> entries() {
        return entries(store(), ws());
    }

    final List<AuditEntry> entries(Store store, WorkspaceId ws) {
        return all(store, ws, view -> view.audit().after(AuditPlace.START, 100_000));
    }

    final List<AuditSeal> seals() {
        return all(store(), ws(), view -> view.chain().after(0, 100_000));
    }

    private static <T> List<T> all(Store store, WorkspaceId ws, Function<View, List<T>> what) {
        return store.read(ws, "kit.audit." + what.getClass().getSimpleName(), what::apply);
    }

    final Optional<AuditEntry> find(AuditPlace place) {
        return subject.read(view -> view.audit().find(place));
    }

    final List<AuditEntry> after(AuditPlace place, int limit) {
        return subject.read(view -> view.audit().after(place, limit));
    }

    final List<AuditEntry> settledAfter(AuditPlace place, int limit) {
        return subject.read(view -> view.audit().settled(place, limit));
    }

    final AuditSeal head() {
        return subject.read(view -> view.chain().head());
    }

    final Optional<AuditSeal> sealOf(AuditPlace place) {
        return subject.read(view -> view.chain().find(place));
    }

    final List<AuditSeal> seals(long after, int limit) {
        return subject.read(view -> view.chain().after(after, limit));
    }

    /** Seals until all of {@code count} entries are: an entry may settle some time after its commit. */
    final void sealed(int count) throws InterruptedException {
        Race.await(count + " entries are sealed", () -> {
            space.audit().sealAll();
            return space.audit().head().sequence() == count;
        });
    }
}
