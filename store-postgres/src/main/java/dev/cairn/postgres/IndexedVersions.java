package dev.cairn.postgres;

import dev.cairn.model.Memory;
import dev.cairn.model.MemoryKey;
import dev.cairn.sql.memory.KeyList;
import dev.cairn.sql.memory.MemoryRow;
import dev.cairn.sql.memory.MemoryVersions;
import java.util.List;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;

/** Versions of memories, found by the id of the memory's row and their number. */
final class IndexedVersions implements MemoryVersions {
    private final VersionMapper mapper;

    IndexedVersions(SqlSession session) {
        mapper = session.getMapper(VersionMapper.class);
    }

    @Override
    public boolean keepOne(String workspace, MemoryRow next) {
        return mapper.keepOne(workspace, next.namespace(), next.key(), next.version() - 1) == 1;
    }

    @Override
    public int keep(String workspace, List<MemoryRow> next, int kept) {
        return mapper.keep(workspace, KeyList.of(next, 1));
    }

    @Override
    public @Nullable Memory find(String workspace, MemoryKey id, long version) {
        return mapper.find(workspace, id.namespace().encoded(), id.key(), version);
    }

    @Override
    public List<Memory> earlier(String workspace, MemoryKey id, long before, long now, int limit) {
        return mapper.earlier(workspace, id.namespace().encoded(), id.key(), before, now, limit);
    }

    @Override
    public void drop(String workspace, List<MemoryRow> next, int kept) {
        long back = kept + 1L;
        if (next.size() == 1) {
            MemoryRow row = next.getFirst();
            mapper.dropOne(workspace, row.namespace(), row.key(), row.version() - back);
        } else {
            mapper.drop(workspace, KeyList.of(next, back));
        }
    }

    @Override
    public int dropExpired(String workspace, long now, int limit) {
        return mapper.dropExpired(workspace, now, limit);
    }

    @Override
    public void forget(String workspace, List<MemoryKey> ids) {
        mapper.forget(workspace, KeyList.of(ids));
    }
}
