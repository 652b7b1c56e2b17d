package dev.cairn.conformance.mutant;

import dev.cairn.conformance.mutant.ForwardingRoles.Executions;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatistics;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.PageKey;
import dev.cairn.store.ExecutionReader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Defects in the role of executions. */
final class ExecutionMutants {
    private static final int MANY = 10_000;

    private ExecutionMutants() {}

    static final List<Mutant> ALL = List.of(
            mutant("lost-update", "EXEC-4", "updates ignore the expected version", ExecutionMutants::ignoresVersion),
            mutant("folded-ids", "KEY-3", "ids are the same whatever their case", ExecutionMutants::foldsIds),
            mutant("folded-tags", "EXEC-3", "tags match whatever their case", ExecutionMutants::foldsTags),
            mutant("trimmed-text", "KEY-2", "blanks around names are lost", ExecutionMutants::trims),
            mutant("milliseconds", "TIME-1", "times lose their microseconds", ExecutionMutants::truncates),
            mutant("unstable-page", "PAGE-1", "pages go on by time, without the id", ExecutionMutants::losesTieBreak),
            mutant("count-of-all", "EXEC-10", "counts ignore the filter", ExecutionMutants::countsAll),
            mutant("sampled-statistics", "EXEC-6", "statistics cover the newest five", ExecutionMutants::samples),
            mutant("prefix-delete", "EXEC-8", "deleting takes longer ids along", ExecutionMutants::deletesByPrefix),
            mutant("early-expiry", "LEASE-1", "leases expire an hour early", ExecutionMutants::expiresEarly));

    private interface Defect extends Function<ExecutionReader, Executions> {}

    private static Mutant mutant(String name, String clause, String defect, Defect plant) {
        return new Mutant(name, clause, defect, Plants.executions(plant));
    }

    private static Executions ignoresVersion(ExecutionReader right) {
        return new Executions(right) {
            @Override
            public void update(Execution execution, long expectedVersion) {
                long stored = find(execution.id()).map(Execution::version).orElse(expectedVersion);
                super.update(Plants.versioned(execution, stored + 1), stored);
            }
        };
    }

    private static Executions foldsIds(ExecutionReader right) {
        return new Executions(right) {
            @Override
            public Optional<Execution> find(String id) {
                return page(ExecutionFilter.ALL, null, MANY).stream()
                        .filter(execution -> execution.id().equalsIgnoreCase(id))
                        .findFirst();
            }

            @Override
            public void insert(Execution execution) {
                super.insert(find(execution.id()).orElse(execution));
            }
        };
    }

    private static Executions foldsTags(ExecutionReader right) {
        return new Executions(right) {
            @Override
            public List<Execution> page(ExecutionFilter filter, @Nullable PageKey after, int limit) {
                String tag = filter.tag();
                return tag == null
                        ? super.page(filter, after, limit)
                        : super.page(withoutTag(filter), after, MANY).stream()
                                .filter(execution -> execution.tags().stream().anyMatch(tag::equalsIgnoreCase))
                                .limit(limit)
                                .toList();
            }
        };
    }

    private static ExecutionFilter withoutTag(ExecutionFilter filter) {
        return new ExecutionFilter(
                filter.status(),
                filter.user(),
                null,
                filter.nameContains(),
                filter.createdFrom(),
                filter.createdBefore());
    }

    private static Executions trims(ExecutionReader right) {
        return new Executions(right) {
            @Override
            public void insert(Execution e) {
                super.insert(
                        Plants.copy(e, e.name().strip(), e.createdAt(), e.startedAt(), e.completedAt(), e.version()));
            }
        };
    }

    private static Executions truncates(ExecutionReader right) {
        return new Executions(right) {
            @Override
            public void insert(Execution e) {
                super.insert(Plants.copy(
                        e,
                        e.name(),
                        e.createdAt().truncatedTo(ChronoUnit.MILLIS),
                        e.startedAt(),
                        e.completedAt(),
                        e.version()));
            }

            @Override
            public void update(Execution e, long expectedVersion) {
                // the creation time must not differ from the stored one
                Instant createdAt = find(e.id()).map(Execution::createdAt).orElse(e.createdAt());
                super.update(
                        Plants.copy(e, e.name(), createdAt, e.startedAt(), e.completedAt(), e.version()),
                        expectedVersion);
            }
        };
    }

    private static Executions losesTieBreak(ExecutionReader right) {
        return new Executions(right) {
            @Override
            public List<Execution> page(ExecutionFilter filter, @Nullable PageKey after, int limit) {
                // nothing has an id below this one, so all of the same time is left out
                return super.page(filter, after == null ? null : new PageKey(after.time(), "-"), limit);
            }
        };
    }

    private static Executions countsAll(ExecutionReader right) {
        return new Executions(right) {
            @Override
            public long count(ExecutionFilter filter, long atMost) {
                return super.count(ExecutionFilter.ALL, atMost);
            }
        };
    }

    private static Executions samples(ExecutionReader right) {
        return new Executions(right) {
            @Override
            public ExecutionStatistics statistics(ExecutionFilter filter) {
                List<Execution> sample = page(filter, null, 5);
                Map<ExecutionStatus, Long> counts = new EnumMap<>(ExecutionStatus.class);
                sample.forEach(execution -> counts.merge(execution.status(), 1L, Long::sum));
                List<Duration> durations = sample.stream()
                        .map(Execution::duration)
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList();
                return durations.isEmpty()
                        ? new ExecutionStatistics(counts, null, null)
                        : new ExecutionStatistics(counts, ranked(durations, 50), ranked(durations, 95));
            }
        };
    }

    private static Duration ranked(List<Duration> sorted, int percentile) {
        return sorted.get((int) ExecutionStatistics.rank(sorted.size(), percentile) - 1);
    }

    private static Executions deletesByPrefix(ExecutionReader right) {
        return new Executions(right) {
            @Override
            public void delete(String id) {
                super.delete(id);
                page(ExecutionFilter.ALL, null, MANY).stream()
                        .map(Execution::id)
                        .filter(other -> other.startsWith(id))
                        .forEach(super::delete);
            }
        };
    }

    private static Executions expiresEarly(ExecutionReader right) {
        return new Executions(right) {
            @Override
            public List<String> expiredLeases(Instant now, int limit) {
                return super.expiredLeases(now.plus(Duration.ofHours(1)), limit);
            }
        };
    }
}
