package dev.cairn.sqlite;

import dev.cairn.model.Json;
import dev.cairn.sql.base.RowMapper;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A line of the change log of which something has been overtaken.
 *
 * @param root as the change log keeps it
 * @param own whether its own change has
 * @param riding whether the put of the root that rides on it has; null where none does
 */
record Superseded(
        long revision,
        int ordinal,
        Object root,
        boolean own,
        @Nullable Boolean riding) {
    static final RowMapper<Superseded> ROW =
            RowMapper.of(Superseded.class, "revision, ordinal, root_id, own, riding", row -> {
                boolean ridingToo = row.getInt(5) == 1;
                Boolean riding = row.wasNull() ? null : ridingToo;
                return new Superseded(row.getLong(1), row.getInt(2), row.getObject(3), row.getInt(4) == 1, riding);
            });

    /** Nothing is left to tell. */
    boolean whole() {
        return own && !Boolean.FALSE.equals(riding);
    }

    boolean onlyOwn() {
        return own && Boolean.FALSE.equals(riding);
    }

    boolean onlyRiding() {
        return !own;
    }

    /** How many changes are overtaken. */
    int changes() {
        return (own ? 1 : 0) + (Boolean.TRUE.equals(riding) ? 1 : 0);
    }

    /** Revision and ordinal of some of the lines, as a JSON array of arrays. */
    static String keys(List<Superseded> lines, Predicate<Superseded> which) {
        return Json.write(lines.stream()
                .filter(which)
                .map(line -> List.of(line.revision(), (long) line.ordinal()))
                .toList());
    }
}
