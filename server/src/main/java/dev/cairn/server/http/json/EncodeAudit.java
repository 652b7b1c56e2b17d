package dev.cairn.server.http.json;

import dev.cairn.logic.audit.AuditCheck;
import dev.cairn.logic.audit.Audits;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.Change;
import dev.cairn.model.Wire;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The audit as clients get it. */
public final class EncodeAudit {
    private EncodeAudit() {}

    public static void entry(JsonGenerator out, AuditEntry entry) {
        out.writeStartObject();
        members(out, entry);
        out.writeEndObject();
    }

    private static void members(JsonGenerator out, AuditEntry entry) {
        Change change = entry.change();
        out.writeStringProperty("id", entry.id());
        Encode.time(out, "time", entry.time());
        out.writeStringProperty("actor", entry.actor());
        out.writeStringProperty("reason", entry.reason());
        out.writeStringProperty("action", entry.action());
        out.writeStringProperty("kind", Wire.name(change.kind()));
        out.writeStringProperty("root", change.rootId());
        out.writeStringProperty("entity", change.id());
        out.writeStringProperty("op", Wire.name(change.op()));
        out.writeNumberProperty("version", change.version());
        out.writeNumberProperty("revision", change.revision());
    }

    /** An entry with the link that seals it; both members of the link are null while it is not sealed. */
    public static void sealed(JsonGenerator out, Audits.Sealed sealed) {
        AuditEntry entry = sealed.entry();
        AuditSeal seal = sealed.seal();
        out.writeStartObject();
        if (entry != null) {
            members(out, entry);
        } else if (seal != null) {
            out.writeStringProperty("id", seal.place().id());
            out.writeBooleanProperty("missing", true);
        }
        link(out, seal);
        out.writeEndObject();
    }

    private static void link(JsonGenerator out, @Nullable AuditSeal seal) {
        if (seal == null) {
            out.writeNullProperty("sequence");
            out.writeNullProperty("hash");
        } else {
            out.writeNumberProperty("sequence", seal.sequence());
            out.writeStringProperty("hash", seal.hash());
        }
    }

    public static void head(JsonGenerator out, AuditSeal head) {
        out.writeStartObject();
        link(out, head);
        out.writeStringProperty("head", head.kept());
        out.writeEndObject();
    }

    public static void check(JsonGenerator out, AuditCheck check) {
        AuditCheck.Break broken = check.broken();
        out.writeStartObject();
        out.writeBooleanProperty("holds", check.holds());
        out.writeNumberProperty("sealed", check.head().sequence());
        out.writeNumberProperty("unsealed", check.unsealed());
        out.writeStringProperty("head", check.head().kept());
        if (broken == null) {
            out.writeNullProperty("broken");
        } else {
            out.writeObjectPropertyStart("broken");
            out.writeNumberProperty("sequence", broken.sequence());
            out.writeStringProperty("fault", Wire.name(broken.fault()));
            out.writeStringProperty("explanation", broken.explanation());
            out.writeEndObject();
        }
        out.writeEndObject();
    }
}
