package dev.cairn.server.http;

import dev.cairn.error.InvalidArgument;
import dev.cairn.model.EntityKind;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.Ids;
import dev.cairn.model.LogLevel;
import dev.cairn.model.LogQuery;
import dev.cairn.model.LogStream;
import dev.cairn.model.Wire;
import dev.cairn.store.FeedFilter;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters as query parameters. */
public final class Filters {
    private Filters() {}

    public static ExecutionFilter executions(Query query) {
        return new ExecutionFilter(
                query.choice("status", ExecutionStatus.class),
                query.text("user"),
                query.text("tag"),
                query.text("name"),
                query.time("from"),
                query.time("to"));
    }

    public static LogQuery logs(Query query, long after, long before, boolean backward) {
        return new LogQuery(
                after,
                before,
                backward,
                query.integer("step", 0, Integer.MAX_VALUE),
                query.choice("level", LogLevel.class),
                query.choice("stream", LogStream.class),
                query.text("text"));
    }

    public static FeedFilter feed(Query query) {
        String execution = query.text("execution");
        Set<EntityKind> kinds = kinds(query.text("kinds"));
        if (execution == null) {
            return new FeedFilter(kinds, null);
        }
        Ids.check("execution", execution);
        EnumSet<EntityKind> parts = EnumSet.noneOf(EntityKind.class);
        kinds.stream().filter(kind -> kind.root() == EntityKind.EXECUTION).forEach(parts::add);
        if (parts.isEmpty()) {
            throw new InvalidArgument("kinds", "must name one that belongs to executions where execution is given");
        }
        return new FeedFilter(parts, execution);
    }

    private static Set<EntityKind> kinds(@Nullable String names) {
        if (names == null) {
            return FeedFilter.ALL.kinds();
        }
        EnumSet<EntityKind> kinds = EnumSet.noneOf(EntityKind.class);
        for (String name : names.split(",", -1)) {
            kinds.add(Wire.parse(EntityKind.class, "kinds", name.strip()));
        }
        if (kinds.isEmpty()) {
            throw new InvalidArgument("kinds", "must not be empty");
        }
        return kinds;
    }
}
