package dev.cairn.sqlite;

import dev.cairn.model.Memory;
import dev.cairn.model.MemoryKey;
import dev.cairn.sql.memory.KeyList;
import dev.cairn.sql.memory.MemoryRow;
import dev.cairn.sql.memory.MemoryVersions;
import java.util.List;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;

/**
 * Versions of memories as chains: the row of a memory names the version before, and each version the one before it. To keep
 * one so is to add a row at the end of a table. To find one costs a step for each version since, of which there are no more
 * than are kept.
 */
final class ChainedVersions implements MemoryVersions {
    private final VersionMapper mapper;

    ChainedVersions(SqlSession session) {
        mapper = session.getMapper(VersionMapper.class);
    }

    /** The statement that puts the next one has the memory know it: it is the last row that was written. */
    @Override
    public boolean keepOne(String workspace, MemoryRow next) {
        return mapper.keepOne(workspace, next.namespace(), next.key(), next.version() - 1) == 1;
    }

    @Override
    public int keep(String workspace, List<MemoryRow> next, int kept) {
        long last = mapper.last();
        int found = mapper.keep(workspace, KeyList.of(next, 1));
        mapper.link(last, kept);
        return found;
    }

    @Override
    public @Nullable Memory find(String workspace, MemoryKey id, long version) {
        return mapper.find(workspace, id.namespace().encoded(), id.key(), version);
    }

    @Override
    public List<Memory> earlier(String workspace, MemoryKey id, long before, long now, int limit) {
        return mapper.earlier(workspace, id.namespace().encoded(), id.key(), before, now, limit);
    }

    /** The memory names the oldest that is kept; {@link VersionCollection} removes what is older. */
    @Override
    public void drop(String workspace, List<MemoryRow> next, int kept) {}

    @Override
    public int dropExpired(String workspace, long now, int limit) {
        return mapper.dropExpired(workspace, now, limit);
    }

    @Override
    public void forget(String workspace, List<MemoryKey> ids) {
        mapper.forget(workspace, KeyList.of(ids));
    }
}
