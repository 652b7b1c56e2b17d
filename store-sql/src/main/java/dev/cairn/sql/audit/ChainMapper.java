package dev.cairn.sql.audit;

import dev.cairn.model.AuditSeal;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements on the chain over the audit. */
public interface ChainMapper {
    /** Null where nothing was sealed yet. */
    @Nullable
    AuditSeal head(@Param("ws") String workspace);

    List<AuditSeal> after(@Param("ws") String workspace, @Param("seq") long sequence, @Param("limit") int limit);

    @Nullable
    AuditSeal find(@Param("ws") String workspace, @Param("revision") long revision, @Param("ordinal") int ordinal);

    /**
     * Engine's own; how many were new.
     *
     * @param seals a JSON array of arrays: sequence, revision, ordinal, hash
     */
    int insert(@Param("ws") String workspace, @Param("seals") String seals);
}
