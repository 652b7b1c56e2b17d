package dev.cairn.postgres;

import dev.cairn.sql.memory.KeyList;
import dev.cairn.sql.memory.MemoryRow;
import dev.cairn.sql.memory.MemoryVersions;
import dev.cairn.sql.memory.VersionMapper;
import java.util.List;
import org.apache.ibatis.session.SqlSession;

/** Versions of memories, found by the id of the memory's row and their number. */
final class IndexedVersions implements MemoryVersions {
    private final VersionMapper versions;
    private final OldVersionMapper old;

    IndexedVersions(SqlSession session) {
        versions = session.getMapper(VersionMapper.class);
        old = session.getMapper(OldVersionMapper.class);
    }

    @Override
    public int keep(String workspace, List<MemoryRow> next, int kept) {
        return versions.keep(workspace, KeyList.of(next, 1));
    }

    @Override
    public void drop(String workspace, List<MemoryRow> next, int kept) {
        long back = kept + 1L;
        if (next.size() == 1) {
            MemoryRow row = next.getFirst();
            old.dropOne(workspace, row.namespace(), row.key(), row.version() - back);
        } else {
            old.drop(workspace, KeyList.of(next, back));
        }
    }

    @Override
    public void forget(String workspace, String keys) {
        versions.forget(workspace, keys);
    }
}
