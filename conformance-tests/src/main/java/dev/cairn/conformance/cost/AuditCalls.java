package dev.cairn.conformance.cost;

import dev.cairn.conformance.harness.Subject;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.AuditKey;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.EntityKind;
import java.time.Instant;
import java.util.List;

/** The calls that read the audit and its chain. */
final class AuditCalls {
    private AuditCalls() {}

    /** @param root something whose changes are among those audited */
    static Calls reads(Subject subject, String root, AuditPlace place, Instant now) {
        AuditKey middle = new AuditKey(now, place);
        Instant earlier = now.minusSeconds(60);
        Calls calls = new Calls(subject);
        for (AuditFilter filter : List.of(
                AuditFilter.ALL,
                AuditFilter.actor("ada"),
                AuditFilter.action("kit"),
                AuditFilter.root(root),
                new AuditFilter(null, null, root, EntityKind.STEP, "1", null, null),
                new AuditFilter(null, null, null, null, null, earlier, now),
                new AuditFilter("ada", "kit", root, null, null, earlier, now))) {
            calls.read("audit.page first " + filter, v -> v.audit().page(filter, null, 50));
            calls.read("audit.page " + filter, v -> v.audit().page(filter, middle, 50));
        }
        return calls.read("audit.find", v -> v.audit().find(place))
                .read("audit.after", v -> v.audit().after(place, 50))
                .read("audit.settled", v -> v.audit().settled(place, 50))
                .read("chain.head", v -> v.chain().head())
                .read("chain.after", v -> v.chain().after(1, 50))
                .read("chain.find", v -> v.chain().find(place));
    }
}
