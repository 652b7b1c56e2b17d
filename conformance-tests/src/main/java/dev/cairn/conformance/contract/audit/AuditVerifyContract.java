package dev.cairn.conformance.contract.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.Cairn;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.audit.AuditCheck;
import dev.cairn.logic.audit.AuditCheck.Fault;
import dev.cairn.logic.audit.Audits;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.Change;
import dev.cairn.model.Wire;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** AUDIT-6: what is exported, and what a verification finds. */
public abstract class AuditVerifyContract extends AuditGroup {
    private static <T> List<T> asStored(List<T> all) {
        return all;
    }

    /** The canonical form once more, as docs/contract.md words it. */
    private String expected(String before, long sequence, AuditEntry entry) throws Exception {
        Change change = entry.change();
        List<String> parts = List.of(
                "cairn-audit-1",
                ws().value(),
                "" + sequence,
                change.revision() + "-" + entry.ordinal(),
                "" + ChronoUnit.MICROS.between(Instant.EPOCH, entry.time()),
                entry.actor(),
                entry.reason() == null ? "" : entry.reason(),
                entry.action(),
                Wire.name(change.kind()),
                change.rootId(),
                change.id(),
                Wire.name(change.op()),
                "" + change.version());
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(HexFormat.of().parseHex(before));
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
            digest.update((byte) ',');
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Test
    @Clause("AUDIT-6")
    @DisplayName(
            "an export holds every link with its entry, in order and from any place, and anyone can compute its hashes")
    void export() throws Exception {
        audited("Zo\u00EB", "a, b: \"c\"", "kit.one", tx -> {
            tx.executions().insert(Samples.execution("e", now()));
            tx.sessions().insert(Samples.session("s", now()));
        });
        audited("bob", tx -> tx.executions().delete("e"));
        sealed(3);
        List<Audits.Sealed> exported = new ArrayList<>();
        assertThat(space.audit().export(0, exported::add)).isEqualTo(3);
        assertThat(exported).extracting(Audits.Sealed::entry).isEqualTo(entries());
        String hash = "0".repeat(64);
        for (Audits.Sealed sealed : exported) {
            AuditSeal seal = Objects.requireNonNull(sealed.seal());
            hash = expected(hash, seal.sequence(), Objects.requireNonNull(sealed.entry()));
            assertThat(seal.hash()).isEqualTo(hash);
        }
        assertThat(space.audit().head()).isEqualTo(exported.getLast().seal());
        List<Audits.Sealed> rest = new ArrayList<>();
        space.audit().export(2, rest::add);
        assertThat(rest).isEqualTo(exported.subList(2, 3));
    }

    private AuditCheck check(
            UnaryOperator<List<AuditEntry>> entries, UnaryOperator<List<AuditSeal>> seals, @Nullable AuditSeal kept) {
        return Cairn.over(new TamperedAudit(store(), entries, seals), subject.clock())
                .workspace(ws())
                .audit()
                .verify(kept);
    }

    private static <T> List<T> without(List<T> all, int index) {
        List<T> left = new ArrayList<>(all);
        left.remove(index);
        return left;
    }

    private static <T> List<T> with(List<T> all, int index, T other) {
        List<T> changed = new ArrayList<>(all);
        changed.set(index, other);
        return changed;
    }

    private void assertBroken(AuditCheck check, long sequence, Fault fault) {
        AuditCheck.Break broken = Objects.requireNonNull(check.broken());
        assertThat(broken.sequence() + " " + broken.fault()).isEqualTo(sequence + " " + fault);
        assertThat(check.head().sequence()).isEqualTo(sequence - 1);
        assertThat(check.unsealed()).isZero();
    }

    @Test
    @Clause("AUDIT-6")
    @DisplayName(
            "a verification counts what is not sealed yet, and names the first link whose entry was changed, removed or"
                    + " put in, or that is itself gone or changed")
    void tampering() throws Exception {
        for (int i = 0; i < 6; i++) {
            auditedInsert("ada", "e" + i);
        }
        sealed(6);
        auditedInsert("ada", "tail");
        AuditSeal head = space.audit().head();
        assertThat(space.audit().verify(head)).isEqualTo(new AuditCheck(head, 1, null));
        List<AuditEntry> entries = entries();
        AuditEntry third = entries.get(2);
        Change change = third.change();
        for (AuditEntry changed : List.of(
                new AuditEntry(0, third.time(), "eve", null, ACTION, change),
                new AuditEntry(0, third.time(), "ada", "r", ACTION, change),
                new AuditEntry(0, third.time().plusNanos(1_000), "ada", null, ACTION, change),
                new AuditEntry(0, third.time(), "ada", null, "kit.other", change),
                new AuditEntry(
                        0,
                        third.time(),
                        "ada",
                        null,
                        ACTION,
                        new Change(change.revision(), change.kind(), "e2x", "e2x", change.op(), change.version())))) {
            assertBroken(check(all -> with(all, 2, changed), AuditVerifyContract::asStored, null), 3, Fault.CHANGED);
        }
        assertBroken(check(all -> without(all, 2), AuditVerifyContract::asStored, null), 3, Fault.MISSING);
        assertBroken(
                check(all -> without(all.subList(0, 6), 5), AuditVerifyContract::asStored, null), 6, Fault.MISSING);
        AuditEntry forged = new AuditEntry(
                1,
                third.time(),
                "eve",
                null,
                ACTION,
                new Change(change.revision(), change.kind(), "f", "f", change.op(), 1));
        UnaryOperator<List<AuditEntry>> insert = all -> {
            List<AuditEntry> more = new ArrayList<>(all);
            more.add(forged);
            return more;
        };
        assertBroken(check(insert, AuditVerifyContract::asStored, null), 4, Fault.INSERTED);
        assertBroken(check(AuditVerifyContract::asStored, seals -> without(seals, 2), null), 3, Fault.MISSING);
        AuditSeal seal = seals().get(2);
        AuditSeal other = new AuditSeal(3, seal.place(), "f".repeat(64));
        assertBroken(check(AuditVerifyContract::asStored, seals -> with(seals, 2, other), null), 3, Fault.CHANGED);
        AuditSeal back = new AuditSeal(3, seals().getFirst().place(), seal.hash());
        assertBroken(check(AuditVerifyContract::asStored, seals -> with(seals, 2, back), null), 3, Fault.CHANGED);
    }

    @Test
    @Clause("AUDIT-6")
    @DisplayName("a head kept elsewhere shows that the chain was cut, or made anew, which the chain alone cannot show")
    void keptHead() throws Exception {
        for (int i = 0; i < 4; i++) {
            auditedInsert("ada", "e" + i);
        }
        sealed(4);
        AuditSeal kept = AuditSeal.parse("head", space.audit().head().kept());
        AuditSeal early = AuditSeal.parse("head", seals().get(1).kept());
        assertThat(space.audit().verify(kept).holds()).isTrue();
        assertThat(space.audit().verify(early).holds()).isTrue();
        UnaryOperator<List<AuditEntry>> shorter = all -> all.subList(0, 3);
        UnaryOperator<List<AuditSeal>> cut = seals -> seals.subList(0, 3);
        assertThat(check(shorter, cut, null).holds()).isTrue();
        assertThat(check(shorter, cut, early).holds()).isTrue();
        assertBroken(check(shorter, cut, kept), 4, Fault.TRUNCATED);
        AuditSeal foreign = new AuditSeal(2, AuditPlace.START, "a".repeat(64));
        assertBroken(space.audit().verify(foreign), 2, Fault.REPLACED);
        for (String text : List.of("", "4", ":" + kept.hash(), "4:" + "A".repeat(64), "-1:" + kept.hash(), "4:abc")) {
            assertThatThrownBy(() -> AuditSeal.parse("head", text)).isInstanceOf(InvalidArgument.class);
        }
    }
}
