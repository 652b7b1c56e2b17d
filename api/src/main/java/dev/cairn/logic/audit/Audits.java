package dev.cairn.logic.audit;

import dev.cairn.error.ConditionFailed;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.NotFound;
import dev.cairn.logic.Cursors;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Limits;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.Pages;
import dev.cairn.logic.Scope;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.AuditKey;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.Page;
import dev.cairn.model.PageKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The audit of one workspace: who changed what, sealed into a hash chain. */
public final class Audits {
    private final Scope scope;

    public Audits(Scope scope) {
        this.scope = scope;
    }

    /**
     * An entry and the link that seals it.
     *
     * @param entry null where it was removed behind the store's back
     * @param seal null while it is not sealed
     */
    public record Sealed(
            @Nullable AuditEntry entry, @Nullable AuditSeal seal) {}

    /**
     * Takes links and what they seal.
     *
     * @param <X> what the target may throw; ends the export
     */
    @FunctionalInterface
    public interface Target<X extends Exception> {
        void sealed(Sealed sealed) throws X;
    }

    /** Newest first (PAGE-1). Totals are not counted. */
    public Page<AuditEntry> list(AuditFilter filter, PageRequest request) {
        check(filter);
        PageKey cursor = Cursors.timed(request.cursor());
        AuditKey after = cursor == null ? null : new AuditKey(cursor.time(), AuditPlace.parse("cursor", cursor.id()));
        return scope.store().read(scope.workspace(), "audit.list", view -> {
            List<AuditEntry> found = view.audit().page(filter, after, request.limit() + 1);
            return Pages.of(found, request.limit(), e -> new PageKey(e.time(), e.id()), null);
        });
    }

    private static void check(AuditFilter filter) {
        Inputs.optional("actor", filter.actor(), Limits.ACTOR);
        Inputs.optional("action", filter.action(), Limits.ACTOR);
        Inputs.optional("root", filter.rootId(), Limits.ENTITY);
        Inputs.optional("entity", filter.entityId(), Limits.ENTITY);
        if (filter.kind() != null && filter.rootId() == null) {
            throw new InvalidArgument("kind", "needs a root beside it");
        }
        if (filter.entityId() != null && filter.kind() == null) {
            throw new InvalidArgument("entity", "needs a kind beside it");
        }
        if (filter.from() != null && filter.before() != null && filter.before().isBefore(filter.from())) {
            throw new InvalidArgument("to", "must not be before from");
        }
    }

    /** @throws NotFound kind "audit entry" */
    public Sealed get(String id) {
        AuditPlace place = AuditPlace.parse("entry", id);
        return scope.store().read(scope.workspace(), "audit.get", view -> {
            AuditEntry entry = view.audit().find(place).orElseThrow(() -> new NotFound("audit entry", id));
            return new Sealed(entry, view.chain().find(place).orElse(null));
        });
    }

    /** The last link of the chain: kept elsewhere, it shows later whether the chain was cut or made anew (AUDIT-6). */
    public AuditSeal head() {
        return scope.store()
                .read(scope.workspace(), "audit.head", view -> view.chain().head());
    }

    /**
     * Seals what nothing can come before any more (AUDIT-5), oldest first. Several sealers may race; each entry is sealed
     * once. What seals is not audited itself.
     *
     * @param limit how many at most, 1 to {@link Limits#MAX_PAGE}
     * @return how many; fewer than {@code limit} means that nothing is left to seal now
     */
    public int seal(int limit) {
        Inputs.pageLimit(limit);
        while (true) {
            Batch batch = scope.store().read(scope.workspace(), "audit.unsealed", view -> {
                AuditSeal head = view.chain().head();
                return new Batch(head, view.audit().settled(head.place(), limit));
            });
            if (batch.entries().isEmpty()) {
                return 0;
            }
            List<AuditSeal> seals = linked(batch);
            try {
                return scope.as(null)
                        .write("audit.seal", tx -> {
                            tx.chain().append(batch.head(), seals);
                            return seals.size();
                        })
                        .value();
            } catch (ConditionFailed e) {
                // another sealer was faster and so the chain has grown: whoever loses goes on from there
                if (e.actual() <= batch.head().sequence()) {
                    throw e;
                }
            }
        }
    }

    private record Batch(AuditSeal head, List<AuditEntry> entries) {}

    private List<AuditSeal> linked(Batch batch) {
        AuditHash hash = new AuditHash(scope.workspace());
        List<AuditSeal> seals = new ArrayList<>(batch.entries().size());
        AuditSeal last = batch.head();
        for (AuditEntry entry : batch.entries()) {
            last = hash.next(last, entry);
            seals.add(last);
        }
        return seals;
    }

    /** As {@link #seal} until nothing is left to seal now; returns how many. */
    public long sealAll() {
        long sealed = 0;
        int batch;
        do {
            batch = seal(Limits.MAX_PAGE);
            sealed += batch;
        } while (batch == Limits.MAX_PAGE);
        return sealed;
    }

    /**
     * Goes through the whole chain and computes every hash anew (AUDIT-6).
     *
     * @param kept a head that was kept elsewhere, of which sequence and hash count; null for none
     */
    public AuditCheck verify(@Nullable AuditSeal kept) {
        return new AuditVerifier(scope).verify(kept);
    }

    /**
     * Every link after a sequence with its entry, in the order of the chain, in short reads. Entries that are not sealed
     * yet are left out.
     *
     * @return the last sequence that was exported
     */
    public <X extends Exception> long export(long after, Target<X> target) throws X {
        long last = after;
        List<Sealed> page = page(last);
        while (!page.isEmpty()) {
            for (Sealed sealed : page) {
                target.sealed(sealed);
            }
            last = Objects.requireNonNull(page.getLast().seal()).sequence();
            page = page(last);
        }
        return last;
    }

    private List<Sealed> page(long after) {
        return scope.store().read(scope.workspace(), "audit.export", view -> {
            List<AuditSeal> seals = view.chain().after(after, Limits.MAX_PAGE);
            if (seals.isEmpty()) {
                return List.of();
            }
            AuditPlace first = seals.getFirst().place();
            Map<AuditPlace, AuditEntry> entries = new HashMap<>();
            view.audit()
                    .after(new AuditPlace(first.revision(), first.ordinal() - 1), seals.size())
                    .forEach(entry -> entries.put(entry.place(), entry));
            return seals.stream()
                    .map(seal -> new Sealed(entries.get(seal.place()), seal))
                    .toList();
        });
    }
}
