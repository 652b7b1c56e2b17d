package dev.cairn.logic.audit;

import dev.cairn.logic.Limits;
import dev.cairn.logic.Scope;
import dev.cairn.logic.audit.AuditCheck.Break;
import dev.cairn.logic.audit.AuditCheck.Fault;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes along chain and entries at once, a page of each per read, and stops where they part. */
final class AuditVerifier {
    private static final int PAGE = Limits.MAX_PAGE;

    private final Scope scope;
    private final AuditHash hash;

    AuditVerifier(Scope scope) {
        this.scope = scope;
        this.hash = new AuditHash(scope.workspace());
    }

    private record Stretch(List<AuditSeal> seals, List<AuditEntry> entries) {}

    AuditCheck verify(@Nullable AuditSeal kept) {
        AuditSeal last = AuditSeal.NONE;
        Stretch stretch = stretch(last);
        while (!stretch.seals().isEmpty()) {
            Iterator<AuditEntry> entries = stretch.entries().iterator();
            for (AuditSeal seal : stretch.seals()) {
                Break broken = broken(last, seal, entries.hasNext() ? entries.next() : null, kept);
                if (broken != null) {
                    return new AuditCheck(last, 0, broken);
                }
                last = seal;
            }
            stretch = stretch(last);
        }
        if (kept != null && kept.sequence() > last.sequence()) {
            Break cut = new Break(
                    last.sequence() + 1,
                    Fault.TRUNCATED,
                    "the chain ends at " + last.sequence() + ", the kept head is " + kept.sequence());
            return new AuditCheck(last, 0, cut);
        }
        return new AuditCheck(last, unsealed(last.place()), null);
    }

    private Stretch stretch(AuditSeal last) {
        return scope.store()
                .read(
                        scope.workspace(),
                        "audit.verify",
                        view -> new Stretch(
                                view.chain().after(last.sequence(), PAGE),
                                view.audit().after(last.place(), PAGE)));
    }

    private @Nullable Break broken(
            AuditSeal last, AuditSeal seal, @Nullable AuditEntry entry, @Nullable AuditSeal kept) {
        long sequence = last.sequence() + 1;
        if (seal.sequence() != sequence) {
            return new Break(sequence, Fault.MISSING, "the link is gone; the next is " + seal.sequence());
        }
        AuditPlace place = seal.place();
        if (place.compareTo(last.place()) <= 0) {
            return new Break(
                    sequence, Fault.CHANGED, "seals " + place.id() + ", which does not follow the entry before");
        }
        if (entry == null || entry.place().compareTo(place) > 0) {
            return new Break(sequence, Fault.MISSING, "entry " + place.id() + " is gone");
        }
        if (!entry.place().equals(place)) {
            return new Break(
                    sequence, Fault.INSERTED, "entry " + entry.id() + " stands before " + place.id() + " unsealed");
        }
        if (!hash.next(last, entry).hash().equals(seal.hash())) {
            return new Break(sequence, Fault.CHANGED, "entry " + place.id() + " is not what was sealed");
        }
        if (kept != null && kept.sequence() == sequence && !kept.hash().equals(seal.hash())) {
            return new Break(sequence, Fault.REPLACED, "the kept head has hash " + kept.hash());
        }
        return null;
    }

    private long unsealed(AuditPlace after) {
        long count = 0;
        AuditPlace place = after;
        List<AuditEntry> page = entries(place);
        while (!page.isEmpty()) {
            count += page.size();
            place = page.getLast().place();
            page = entries(place);
        }
        return count;
    }

    private List<AuditEntry> entries(AuditPlace after) {
        return scope.store()
                .read(scope.workspace(), "audit.tail", view -> view.audit().after(after, PAGE));
    }
}
