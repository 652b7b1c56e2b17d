package dev.cairn.sql.audit;

import dev.cairn.sql.base.Part;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.AuditWriter;
import dev.cairn.store.ChainWriter;
import java.util.List;
import org.apache.ibatis.session.SqlSession;

/** The roles of the audit, over the statements of one connection. */
public final class AuditRoles {
    public static final Part PART = new Part(
            List.of("dev/cairn/sql/audit/audit.xml", "dev/cairn/sql/audit/chain.xml"),
            List.of(AuditMapper.class, ChainMapper.class),
            AuditRows.ALL);

    private final AuditMapper audit;
    private final ChainMapper chain;

    public AuditRoles(SqlSession session) {
        audit = session.getMapper(AuditMapper.class);
        chain = session.getMapper(ChainMapper.class);
    }

    public AuditWriter audit(SqlScope scope) {
        return new SqlAudit(scope, audit);
    }

    public ChainWriter chain(SqlScope scope) {
        return new SqlChain(scope, chain);
    }
}
