package dev.cairn.conformance.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.store.ExecutionWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    /** Invents a second execution when E comes into an empty workspace. */
    private static final class Haunted extends ReferenceModel {
        @Override
        ReferenceModel fresh() {
            return new Haunted();
        }

        @Override
        public ExecutionWriter executions() {
            return new ModelExecutions(this) {
                @Override
                public void insert(Execution execution) {
                    super.insert(execution);
                    if (execution.id().equals("E") && Haunted.this.executions.size() == 1) {
                        Haunted.this.executions.put("e1", Values.with(execution, execution.createdAt(), 7));
                    }
                }
            };
        }
    }

    private static final class Sloppy extends ReferenceModel {
        @Override
        ReferenceModel fresh() {
            return new Sloppy();
        }

        @Override
        public ExecutionWriter executions() {
            return new ModelExecutions(this) {
                @Override
                public long count(ExecutionFilter filter, long atMost) {
                    return super.count(ExecutionFilter.ALL, atMost);
                }
            };
        }
    }

    private static ModelTarget target(ReferenceModel first, ReferenceModel second) {
        return new ModelTarget(List.of(first, second));
    }

    @Test
    @DisplayName("leaves of a list only what makes it fail")
    void minimisesLists() {
        List<Integer> numbers = IntStream.range(0, 200).boxed().toList();
        assertThat(Shrinker.minimise(numbers, part -> part.contains(17) && part.contains(141)))
                .containsExactly(17, 141);
        assertThat(Shrinker.minimise(List.of(1), part -> true)).containsExactly(1);
    }

    @Test
    @DisplayName("a model that agrees with itself passes every script, and scripts do something")
    void agrees() {
        ModelRun run = new ModelRun(() -> target(new ReferenceModel(), new ReferenceModel()));
        assertThat(run.failure(1, 50, 80)).isEmpty();
        ModelTarget played = target(new ReferenceModel(), new ReferenceModel());
        List<Outcome> outcomes = new ArrayList<>();
        new Generator(1).script(400).forEach(act -> outcomes.add(played.run(act)));
        assertThat(outcomes).filteredOn(Outcome.Refused.class::isInstance).hasSizeBetween(50, 200);
        assertThat(played.feed(0)).hasSizeGreaterThan(20);
        assertThat(played.model(0).artifacts.size() + played.model(1).artifacts.size())
                .isPositive();
    }

    @Test
    @DisplayName("a count that ignores its filter is found and shrunk to one execution and one count")
    void findsAndShrinks() {
        ModelRun run = new ModelRun(() -> target(new Sloppy(), new Sloppy()));
        Optional<String> report = run.failure(42, 20, 80);
        assertThat(report).isPresent();
        assertThat(report.orElseThrow())
                .contains("-Dconformance.seed=", "CountExecutions(", "expected [0]")
                .containsPattern("Shortest failing script found \\([12] of 80 lines")
                .containsOnlyOnce("InsertExecution(");
    }

    @Test
    @DisplayName("a known failing script is reduced to the operations that are needed")
    void shrinksKnownScript() {
        AtomicInteger runs = new AtomicInteger();
        List<Act> script = failing();
        List<Act> shrunk = new Shrinker(
                        part -> {
                            runs.incrementAndGet();
                            return fails(part);
                        },
                        400)
                .shrink(script);
        assertThat(fails(script)).isTrue();
        assertThat(fails(shrunk)).isTrue();
        assertThat(shrunk).hasSize(1);
        assertThat(Act.print(shrunk)).containsOnlyOnce("InsertExecution(").contains("id=E");
        assertThat(runs.get()).isLessThanOrEqualTo(400);
    }

    private static List<Act> failing() {
        for (long seed = 0; ; seed++) {
            List<Act> script = new Generator(seed).script(80);
            if (fails(script)) {
                return script;
            }
        }
    }

    private static boolean fails(List<Act> script) {
        return new ModelCheck(
                        target(new Haunted(), new ReferenceModel()), target(new ReferenceModel(), new ReferenceModel()))
                .play(script)
                .isPresent();
    }
}
