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

    /** Whatever is there. */
    int put(StateRow row);

    /** Whatever is there. */
    int putAll(@Param("list") List<StateRow> rows);

    int clear(@Param("ws") String workspace, @Param("scope") String scope, @Param("owner") String owner);
}
