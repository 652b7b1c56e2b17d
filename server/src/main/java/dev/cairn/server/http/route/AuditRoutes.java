package dev.cairn.server.http.route;

import dev.cairn.Cairn;
import dev.cairn.logic.Limits;
import dev.cairn.logic.audit.AuditCheck;
import dev.cairn.logic.audit.Audits;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Page;
import dev.cairn.server.http.Call;
import dev.cairn.server.http.Query;
import dev.cairn.server.http.Routes;
import dev.cairn.server.http.json.Encode;
import dev.cairn.server.http.json.EncodeAudit;
import dev.cairn.server.http.json.JsonIo;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The audit: list, one entry; its chain: head, seal, verify, export. */
public final class AuditRoutes implements Routes.Group {
    private static final int BUFFER = 32 * 1024;

    private final Cairn cairn;

    @Inject
    public AuditRoutes(Cairn cairn) {
        this.cairn = cairn;
    }

    @Override
    public void register(Routes routes) {
        routes.on("listAudit", call -> {
            Page<AuditEntry> page =
                    audit(call).list(filter(call.query()), call.query().page());
            call.json(200, out -> Encode.page(out, page, EncodeAudit::entry));
        });
        routes.on("getAuditEntry", call -> {
            Audits.Sealed sealed = audit(call).get(call.id("entry"));
            call.json(200, out -> EncodeAudit.sealed(out, sealed));
        });
        routes.on("getAuditHead", call -> {
            AuditSeal head = audit(call).head();
            call.json(200, out -> EncodeAudit.head(out, head));
        });
        routes.on("sealAudit", call -> {
            long sealed = audit(call).seal(limit(call.query()));
            AuditSeal head = audit(call).head();
            call.json(200, out -> {
                out.writeStartObject();
                out.writeNumberProperty("sealed", sealed);
                out.writeStringProperty("head", head.kept());
                out.writeEndObject();
            });
        });
        routes.on("verifyAudit", call -> {
            String head = call.query().text("head");
            AuditCheck check = audit(call).verify(head == null ? null : AuditSeal.parse("head", head));
            call.json(200, out -> EncodeAudit.check(out, check));
        });
        routes.on("exportAudit", this::export);
    }

    private static int limit(Query query) {
        Integer limit = query.integer("limit", 1, Limits.MAX_PAGE);
        return limit == null ? Limits.MAX_PAGE : limit;
    }

    private static AuditFilter filter(Query query) {
        return new AuditFilter(
                query.text("actor"),
                query.text("action"),
                query.text("root"),
                query.choice("kind", EntityKind.class),
                query.text("entity"),
                query.time("from"),
                query.time("to"));
    }

    private void export(Call call) throws IOException {
        Long after = call.query().number("after", 0, Long.MAX_VALUE);
        // asked first: once the stream has begun, nothing can be said any more
        audit(call).head();
        try (OutputStream out = new BufferedOutputStream(call.stream(200, "application/x-ndjson"), BUFFER)) {
            Audits.Target<IOException> lines = each -> {
                out.write(JsonIo.bytes(json -> EncodeAudit.sealed(json, each)));
                out.write('\n');
            };
            audit(call).export(after == null ? 0 : after, lines);
        }
    }

    private Audits audit(Call call) {
        return call.workspace(cairn).audit();
    }
}
