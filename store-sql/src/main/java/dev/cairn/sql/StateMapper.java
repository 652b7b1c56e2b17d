package dev.cairn.sql;

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

    /** Those with a value, by key. */
    List<StateEntry> list(
            @Param("ws") String workspace,
            @Param("scope") String scope,
            @Param("owner") String owner,
            @Param("after") String after,
            @Param("limit") int limit);

    /** 0 when there is an entry. */
    int insert(StateRow row);

    /** 0 when there is no such version. */
    int update(StateRow row);

    int clear(@Param("ws") String workspace, @Param("scope") String scope, @Param("owner") String owner);
}
