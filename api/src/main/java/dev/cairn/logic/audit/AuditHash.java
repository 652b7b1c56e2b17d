package dev.cairn.logic.audit;

import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.Change;
import dev.cairn.model.Wire;
import dev.cairn.model.WorkspaceId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * The hash of a link: SHA-256 of the hash before and the entry's canonical form, which docs/contract.md defines so that
 * anyone can compute it from an export. Used by one thread.
 */
final class AuditHash {
    private static final String FORM = "cairn-audit-1";

    private final WorkspaceId workspace;
    private final MessageDigest digest;

    AuditHash(WorkspaceId workspace) {
        this.workspace = workspace;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The link that follows {@code before} and seals {@code entry}. */
    AuditSeal next(AuditSeal before, AuditEntry entry) {
        long sequence = before.sequence() + 1;
        digest.reset();
        digest.update(HexFormat.of().parseHex(before.hash()));
        byte[] hash = digest.digest(canonical(workspace, sequence, entry));
        return new AuditSeal(sequence, entry.place(), HexFormat.of().formatHex(hash));
    }

    /** Each part as a netstring: the length of its UTF-8 in decimal, a colon, the bytes, a comma. */
    static byte[] canonical(WorkspaceId workspace, long sequence, AuditEntry entry) {
        Change change = entry.change();
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        part(out, FORM);
        part(out, workspace.value());
        part(out, Long.toString(sequence));
        part(out, entry.id());
        part(out, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, entry.time())));
        part(out, entry.actor());
        part(out, entry.reason() == null ? "" : entry.reason());
        part(out, entry.action());
        part(out, Wire.name(change.kind()));
        part(out, change.rootId());
        part(out, change.id());
        part(out, Wire.name(change.op()));
        part(out, Long.toString(change.version()));
        return out.toByteArray();
    }

    private static void part(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(bytes);
        out.write(',');
    }
}
