package dev.cairn.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Cairn;
import dev.cairn.CairnWorkspace;
import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.Subject;
import dev.cairn.error.AlreadyExists;
import dev.cairn.error.Conflict;
import dev.cairn.error.StoreException;
import dev.cairn.error.StoreException.Applied;
import dev.cairn.error.StoreException.Retry;
import dev.cairn.logic.execution.Batches;
import dev.cairn.logic.execution.Delivery;
import dev.cairn.logic.execution.NewExecution;
import dev.cairn.logic.execution.Operation;
import dev.cairn.model.Change;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import dev.cairn.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Callers that send again after every fault lose nothing and double nothing. */
public abstract class FaultContract extends Group {
    private static final int MAX_ATTEMPTS = 200;
    private static final int PERCENT = 15;

    private FaultyStore faulty;
    private CairnWorkspace workspace;

    @BeforeEach
    void plant() {
        long seed = Long.getLong("conformance.seed", 23);
        faulty = new FaultyStore(store(), seed, PERCENT);
        workspace = Cairn.over(faulty, subject.clock()).workspace(ws());
    }

    /** What a caller gets who sends again whatever may be sent again, and whether an answer was lost on the way. */
    private record Delivered<T>(T value, boolean doubtful) {}

    /** Sends again after each error that allows it for an idempotent call. */
    private static <T> Delivered<T> insist(Supplier<T> call, Supplier<T> whenThere) {
        boolean doubtful = false;
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            try {
                return new Delivered<>(call.get(), doubtful);
            } catch (AlreadyExists e) {
                assertThat(doubtful)
                        .as("the id is taken though no answer was lost")
                        .isTrue();
                return new Delivered<>(whenThere.get(), true);
            } catch (Conflict e) {
                Subject.backOff(attempt);
            } catch (StoreException e) {
                assertThat(e.retry()).as(e.toString()).isIn(Retry.SAFE, Retry.ONLY_IF_IDEMPOTENT);
                doubtful |= e.applied() == Applied.UNKNOWN;
            }
        }
        throw new AssertionError("no answer in " + MAX_ATTEMPTS + " attempts");
    }

    private void assertEveryFaultCame() {
        assertThat(faulty.injected()).containsOnlyKeys(FaultyStore.Fault.values());
    }

    @Test
    @Clause("PROD-1")
    @Clause("BATCH-1")
    @Clause("TX-1")
    @DisplayName("numbered deliveries of four producers through a faulty store are applied once each, in order"
            + " (weakness G.2.9: done again after a crash)")
    void deliveries() throws Exception {
        int producers = 4;
        int deliveries = 25;
        insert("e");
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int producer = 0; producer < producers; producer++) {
            String name = "p" + producer;
            tasks.add(() -> {
                int duplicates = 0;
                for (int number = 1; number <= deliveries; number++) {
                    duplicates += deliver(name, number) ? 1 : 0;
                }
                return duplicates;
            });
        }
        List<Integer> duplicates = Race.run(tasks);

        List<LogLine> log = subject.read(view -> view.logs().read("e", LogQuery.ALL, 10_000));
        assertThat(log).hasSize(producers * deliveries);
        for (int producer = 0; producer < producers; producer++) {
            String name = "p" + producer;
            assertThat(log)
                    .extracting(line -> line.entry().content())
                    .filteredOn(text -> text.startsWith(name))
                    .isEqualTo(IntStream.rangeClosed(1, deliveries)
                            .mapToObj(number -> name + " " + number)
                            .toList());
            assertThat(subject.<Long, RuntimeException>read(
                            view -> view.producers().last(name)))
                    .isEqualTo(deliveries);
        }
        assertThat(subject.<Long, RuntimeException>read(
                        view -> view.executions().count(ExecutionFilter.ALL, Long.MAX_VALUE)))
                .isEqualTo(1L + (long) producers * deliveries);
        assertThat(duplicates.stream().mapToInt(Integer::intValue).sum())
                .as("answers lost, and recognised when sent again")
                .isPositive();
        assertEveryFaultCame();
    }

    /** One line and one execution in one batch; true when the store had it already. */
    private boolean deliver(String producer, int number) {
        List<Operation> batch = List.of(
                new Operation.AppendLog("e", List.of(Samples.line(now(), producer + " " + number))),
                new Operation.CreateExecution(NewExecution.named("made").withId(producer + "-" + number)));
        Delivered<Batches.Result> delivered =
                insist(() -> workspace.batches().apply(batch, new Delivery(producer, number)), () -> {
                    throw new AssertionError("a delivery that was applied must be recognised before its ids are");
                });
        if (delivered.value().duplicate()) {
            assertThat(delivered.doubtful())
                    .as("a duplicate though no answer was lost")
                    .isTrue();
        }
        return delivered.value().duplicate();
    }

    @Test
    @Clause("ERR-3")
    @Clause("FEED-1")
    @DisplayName("creates with client ids through a faulty store exist once each, with one change each")
    void clientIds() throws Exception {
        int count = 80;
        for (int i = 0; i < count; i++) {
            String id = "e-" + i;
            insist(
                    () -> workspace
                            .executions()
                            .create(NewExecution.named("made").withId(id))
                            .value(),
                    () -> get(id));
            assertThat(get(id).version()).isEqualTo(1);
        }
        List<String> ids = IntStream.range(0, count).mapToObj(i -> "e-" + i).toList();
        assertThat(settled(Position.START)).extracting(Change::id).containsExactlyElementsOf(ids);
        assertEveryFaultCame();
    }
}
