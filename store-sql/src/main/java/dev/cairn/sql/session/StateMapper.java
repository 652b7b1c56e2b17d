package dev.cairn.sql.session;

import dev.cairn.model.StateEntry;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements on state. */
public interface StateMapper {
    @Nullable
    StateEntry find(
            @Param("ws") String workspace,
            @Param("scope") String scope,
            @Param("owner") String owner,
            @Param("key") String key);

    /** @param ids keys, a JSON array */
    List<StateEntry> among(
            @Param("ws") String workspace,
            @Param("scope") String scope,
            @Param("owner") String owner,
            @Param("ids") String ids);

    /** Those with a value, by key. */
    List<StateEntry> list(
            @Param("ws") String workspace,
            @Param("scope") String scope,
            @Param("owner") String owner,
            @Param("after") String after,
            @Param("limit") int limit);

    /** For version 1. 0 when there is another. */
    int insert(StateRow row);

    /** 0 when the version before is not there. */
    int update(StateRow row);

    /** Inserts where the version is 1, else replaces the version before; returns how many were put. */
    int putAll(@Param("ws") String workspace, @Param("list") List<StateRow> rows);

    int clear(@Param("ws") String workspace, @Param("scope") String scope, @Param("owner") String owner);
}
