package dev.cairn.sqlite;

import dev.cairn.sql.memory.KeyList;
import dev.cairn.sql.memory.MemoryRow;
import dev.cairn.sql.memory.MemoryVersions;
import dev.cairn.sql.memory.VersionMapper;
import java.util.List;
import org.apache.ibatis.session.SqlSession;

/**
 * Versions of memories as chains: the row of a memory names the version before, and each version the one before it. To keep
 * one so is to add a row at the end of a table; the statement that puts the next one has the memory name it. To find one costs
 * a step for each version since, of which there are no more than are kept.
 */
final class ChainedVersions implements MemoryVersions {
    private final VersionMapper versions;
    private final ChainMapper chains;

    ChainedVersions(SqlSession session) {
        versions = session.getMapper(VersionMapper.class);
        chains = session.getMapper(ChainMapper.class);
    }

    @Override
    public int keep(String workspace, List<MemoryRow> next, int kept) {
        long last = chains.last();
        int found = versions.keep(workspace, KeyList.of(next, 1));
        chains.link(last, kept);
        return found;
    }

    /** The memory names the oldest that is kept; {@link VersionCollection} removes what is older. */
    @Override
    public void drop(String workspace, List<MemoryRow> next, int kept) {}

    /** Where the end of a chain was collected before, {@link VersionCollection} finds what was behind it. */
    @Override
    public void forget(String workspace, String keys) {
        chains.reserve();
        versions.forget(workspace, keys);
    }
}
