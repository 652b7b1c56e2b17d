package dev.cairn.conformance.contract.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.CairnWorkspace;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.logic.Limits;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.audit.Audits;
import dev.cairn.model.Attribution;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** AUDIT-3, AUDIT-7: on whose behalf rules write. */
public abstract class AuditRuleContract extends AuditGroup {
    @Test
    @Clause("AUDIT-7")
    @DisplayName("every operation of every domain that changes something leaves entries under its name when it is on"
            + " somebody's behalf, and none otherwise (weakness G.2.11: an audit that is never written)")
    void everyDomain() throws Exception {
        AuditedOperations.run(space, "plain");
        assertThat(entries()).isEmpty();
        CairnWorkspace ada = space.as(new Attribution("ada", "because"));
        Set<String> expected = AuditedOperations.run(ada, "audited");
        List<AuditEntry> left = entries();
        assertThat(new TreeSet<>(left.stream().map(AuditEntry::action).toList()))
                .isEqualTo(new TreeSet<>(expected));
        assertThat(left).allSatisfy(entry -> {
            assertThat(entry.actor()).isEqualTo("ada");
            assertThat(entry.reason()).isEqualTo("because");
        });
        Set<EntityKind> kinds = new TreeSet<>();
        left.forEach(entry -> kinds.add(entry.change().kind()));
        assertThat(kinds).containsAll(AuditedOperations.KINDS);
    }

    @Test
    @Clause("AUDIT-7")
    @DisplayName("sealing leaves no entry, also on somebody's behalf, so that it comes to an end")
    void sealingIsNotAudited() throws Exception {
        auditedInsert("ada", "e");
        sealed(1);
        CairnWorkspace ada = space.as(new Attribution("ada", null));
        auditedInsert("ada", "f");
        dev.cairn.conformance.harness.Race.await(
                "the second entry is sealed", () -> ada.audit().sealAll() == 1);
        assertThat(entries()).hasSize(2);
        assertThat(ada.audit().sealAll()).isZero();
    }

    @Test
    @Clause("AUDIT-7")
    @Clause("LIM-1")
    @DisplayName("an actor or reason that is empty, too long or no text is refused by name, before anything is written")
    void limits() {
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("actor " + Limits.ACTOR, () -> space.as(new Attribution("x".repeat(Limits.ACTOR + 1), null)));
        calls.put("reason " + Limits.REASON, () -> space.as(new Attribution("a", "x".repeat(Limits.REASON + 1))));
        calls.forEach((limit, call) -> {
            LimitExceeded refused = catchThrowableOfType(LimitExceeded.class, call);
            assertThat(refused.what() + " " + refused.limit()).isEqualTo(limit);
        });
        Map<String, Attribution> wrong = Map.of(
                "actor",
                new Attribution("", null),
                "actor ",
                new Attribution("\0", null),
                "actor  ",
                new Attribution("\uD800", null),
                "reason",
                new Attribution("a", " "));
        wrong.forEach((field, by) -> assertThat(catchThrowableOfType(InvalidArgument.class, () -> space.as(by))
                        .field())
                .isEqualTo(field.strip()));
        String longest = "\u00E9".repeat(Limits.ACTOR);
        space.as(new Attribution(longest, "y".repeat(Limits.REASON)))
                .executions()
                .create(dev.cairn.logic.execution.NewExecution.named("n"));
        assertThat(entries()).extracting(AuditEntry::actor).containsExactly(longest);
    }

    @Test
    @Clause("AUDIT-3")
    @Clause("PAGE-1")
    @DisplayName(
            "lists follow their cursor to the end; a cursor or condition that makes no sense is refused by name; an"
                    + " entry is found by its id")
    void listsAndEntries() throws Exception {
        for (int i = 0; i < 5; i++) {
            auditedInsert(i % 2 == 0 ? "ada" : "bob", "e" + i);
        }
        List<AuditEntry> listed = new ArrayList<>();
        Page<AuditEntry> page = space.audit().list(AuditFilter.actor("ada"), PageRequest.first(2));
        listed.addAll(page.items());
        while (page.next() != null) {
            page = space.audit()
                    .list(AuditFilter.actor("ada"), new PageRequest(2, page.next(), PageRequest.TotalMode.NONE));
            listed.addAll(page.items());
        }
        assertThat(listed).isEqualTo(paged(AuditFilter.actor("ada"), 10)).hasSize(3);
        Instant at = now();
        Map<String, AuditFilter> wrong = Map.of(
                "kind", new AuditFilter(null, null, null, EntityKind.STEP, null, null, null),
                "entity", new AuditFilter(null, null, "e1", null, "1", null, null),
                "to", new AuditFilter(null, null, null, null, null, at, at.minusSeconds(1)));
        wrong.forEach((field, filter) -> assertThat(catchThrowableOfType(
                                InvalidArgument.class, () -> space.audit().list(filter, PageRequest.first(2)))
                        .field())
                .isEqualTo(field));
        assertThatThrownBy(() ->
                        space.audit().list(AuditFilter.ALL, new PageRequest(2, "MTIgeA", PageRequest.TotalMode.NONE)))
                .isInstanceOf(InvalidArgument.class);
        sealed(5);
        AuditEntry first = entries().getFirst();
        assertThat(space.audit().get(first.id())).isEqualTo(new Audits.Sealed(first, seals().getFirst()));
        for (String id : List.of("", "1", "x-0", "1--1", "01-0", "-1-0", "1-0x")) {
            assertThatThrownBy(() -> space.audit().get(id)).as(id).isInstanceOf(InvalidArgument.class);
        }
        assertThatThrownBy(() -> space.audit().get("1-77")).isInstanceOf(NotFound.class);
    }
}
