package dev.cairn.sql.memory;

import dev.cairn.sql.base.Part;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.MemorySearch;
import dev.cairn.store.MemoryWriter;
import java.util.List;
import org.apache.ibatis.session.SqlSession;

/** The roles of memories, over the statements of one connection. */
public final class MemoryRoles {
    public static final Part PART = new Part(
            List.of("dev/cairn/sql/memory/memories.xml", "dev/cairn/sql/memory/memory-search.xml"),
            List.of(MemoryMapper.class, VersionMapper.class, MemorySearchMapper.class),
            MemoryRows.ALL);

    private final MemoryMapper memories;
    private final MemorySearchMapper search;
    private final VersionMapper earlier;
    private final MemoryVersions versions;
    private boolean alike;

    public MemoryRoles(SqlSession session, MemoryVersions versions) {
        this.versions = versions;
        earlier = session.getMapper(VersionMapper.class);
        memories = session.getMapper(MemoryMapper.class);
        search = session.getMapper(MemorySearchMapper.class);
    }

    /** Whether the engine has LIKENESS, from now on. */
    public void alike(boolean has) {
        alike = has;
    }

    public MemoryWriter memories(SqlScope scope) {
        return new SqlMemories(scope, memories, earlier, versions, alike);
    }

    public MemorySearch search(SqlScope scope) {
        return new SqlMemorySearch(scope, search, alike);
    }

    /** Removes up to {@code limit} memories of a workspace with their versions; returns how many memories. */
    public int purge(String workspace, int limit) {
        return SqlMemories.remove(workspace, memories.some(workspace, limit), memories, versions);
    }
}
