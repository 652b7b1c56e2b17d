package dev.cairn.conformance.contract.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatistics;
import dev.cairn.model.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** EXEC-6: figures over everything. */
public abstract class StatisticsContract extends Group {
    private static ExecutionStatistics expected(List<Execution> matching) {
        Map<ExecutionStatus, Long> counts = new EnumMap<>(ExecutionStatus.class);
        matching.forEach(each -> counts.merge(each.status(), 1L, Long::sum));
        List<Duration> durations = matching.stream()
                .map(Execution::duration)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return new ExecutionStatistics(counts, percentile(durations, 50), percentile(durations, 95));
    }

    private static @Nullable Duration percentile(List<Duration> sorted, int percentile) {
        return sorted.isEmpty() ? null : sorted.get((int) ExecutionStatistics.rank(sorted.size(), percentile) - 1);
    }

    private ExecutionStatistics statistics(ExecutionFilter filter) {
        return subject.read(view -> view.executions().statistics(filter));
    }

    @Test
    @Clause("EXEC-6")
    @DisplayName("statistics of nothing are zeros, without a rate or percentiles")
    void empty() {
        ExecutionStatistics none = statistics(ExecutionFilter.ALL);
        assertThat(none).isEqualTo(new ExecutionStatistics(Map.of(), null, null));
        assertThat(none.total()).isZero();
        assertThat(none.successRate()).isNull();
    }

    @Test
    @Clause("EXEC-6")
    @DisplayName("they cover all of 1,500 executions, and the success rate only the finished ones"
            + " (weakness 9: statistics capped at the newest 1000, success rate counts running)")
    void beyondAThousand() {
        for (int batch = 0; batch < 15; batch++) {
            int first = batch * 100;
            subject.change(tx -> {
                for (int i = first; i < first + 100; i++) {
                    ExecutionStatus status = i % 3 == 0
                            ? ExecutionStatus.COMPLETED
                            : i % 3 == 1 ? ExecutionStatus.FAILED : ExecutionStatus.RUNNING;
                    tx.executions()
                            .insert(Samples.sample("e-" + i, now())
                                    .status(status)
                                    .build());
                }
            });
        }
        ExecutionStatistics all = statistics(ExecutionFilter.ALL);
        assertThat(all.total()).isEqualTo(1500);
        assertThat(all.count(ExecutionStatus.COMPLETED)).isEqualTo(500);
        assertThat(all.count(ExecutionStatus.FAILED)).isEqualTo(500);
        assertThat(all.count(ExecutionStatus.RUNNING)).isEqualTo(500);
        assertThat(all.successRate()).isEqualTo(0.5);
        assertThat(all.p50()).isNull();
    }

    @Test
    @Clause("EXEC-6")
    @DisplayName("percentiles are the nearest rank of the durations, to the microsecond, at each number of executions")
    void percentiles() {
        Random random = new Random(3);
        List<Execution> stored = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            Instant start = now();
            Duration took = Duration.ofNanos(1000L * (i % 7 == 0 ? 0 : random.nextLong(1, 90_000_000_000L)));
            boolean open = i % 5 == 4;
            Execution execution = Samples.sample("e-" + i, start)
                    .status(List.of(ExecutionStatus.values()).get(random.nextInt(5)))
                    .user(i % 2 == 0 ? "even" : "odd")
                    .startedAt(open && i % 2 == 0 ? null : start)
                    .completedAt(open ? null : start.plus(took))
                    .build();
            stored.add(insert(execution));
            if (i < 5 || i % 10 == 0) {
                assertThat(statistics(ExecutionFilter.ALL))
                        .as("%d executions", i + 1)
                        .isEqualTo(expected(stored));
            }
        }
        for (ExecutionFilter filter : List.of(
                ExecutionFilter.ALL,
                ExecutionFilter.status(ExecutionStatus.FAILED),
                new ExecutionFilter(null, "even", null, null, null, null),
                new ExecutionFilter(
                        ExecutionStatus.COMPLETED,
                        "odd",
                        null,
                        "uil",
                        stored.get(5).createdAt(),
                        null),
                new ExecutionFilter(null, "nobody", null, null, null, null))) {
            assertThat(statistics(filter))
                    .as(filter.toString())
                    .isEqualTo(expected(stored.stream().filter(filter::matches).toList()));
        }
    }
}
