package dev.cairn.sql.audit;

import dev.cairn.model.AuditEntry;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements on the entries of the audit. */
public interface AuditMapper {
    @Nullable
    AuditEntry find(@Param("ws") String workspace, @Param("revision") long revision, @Param("ordinal") int ordinal);

    /** Engine's own: strictly beyond the place, newest first. */
    List<AuditEntry> newest(
            @Param("ws") String workspace,
            @Param("time") long time,
            @Param("revision") long revision,
            @Param("ordinal") int ordinal,
            @Param("limit") int limit);

    /** Engine's own: the same, of those that match. */
    List<AuditEntry> page(
            @Param("ws") String workspace,
            @Param("f") AuditRow filter,
            @Param("time") long time,
            @Param("revision") long revision,
            @Param("ordinal") int ordinal,
            @Param("limit") int limit);

    List<AuditEntry> after(
            @Param("ws") String workspace,
            @Param("revision") long revision,
            @Param("ordinal") int ordinal,
            @Param("limit") int limit);

    List<AuditEntry> settled(
            @Param("ws") String workspace,
            @Param("revision") long revision,
            @Param("ordinal") int ordinal,
            @Param("limit") int limit);
}
