package dev.cairn.conformance.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.ConditionFailed;
import dev.cairn.model.Execution;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Concurrent histories: counters, a constraint over two rows, one log of many writers, racing deliveries. */
public abstract class HistoryContract extends Group {
    private static final int WRITERS = 8;
    private static final int MAX_ATTEMPTS = 2_000;

    private static <T> List<Callable<T>> writers(int count, IntFunction<Callable<T>> writer) {
        return IntStream.range(0, count).mapToObj(writer).toList();
    }

    private static int counted(Execution execution) {
        return execution.name().equals("build") ? 0 : Integer.parseInt(execution.name());
    }

    private static Execution next(Execution old) {
        return Samples.renamed(old, Integer.toString(counted(old) + 1));
    }

    @Test
    @Clause("TX-4")
    @Clause("EXEC-4")
    @DisplayName("compare-and-set counters: every success counts once, every failure names the version that won")
    void versionedCounters() throws Exception {
        int each = 10;
        List.of("c0", "c1", "c2").forEach(this::insert);
        List<Integer> successes = Race.run(writers(WRITERS, writer -> () -> {
            int done = 0;
            for (int attempt = 0; done < each && attempt < MAX_ATTEMPTS; attempt++) {
                done += incrementIfUnchanged("c" + (writer + attempt) % 3) ? 1 : 0;
            }
            return done;
        }));
        assertThat(successes).containsOnly(each);
        int total = 0;
        for (String id : List.of("c0", "c1", "c2")) {
            total += counted(get(id));
            assertThat(get(id).version()).isEqualTo(1L + counted(get(id)));
        }
        assertThat(total).isEqualTo(WRITERS * each);
    }

    /** Reads in one closure and writes in another, as a client with an ETag does. */
    private boolean incrementIfUnchanged(String id) {
        Execution old = get(id);
        try {
            subject.change(tx -> tx.executions().update(next(old), old.version()));
            return true;
        } catch (ConditionFailed e) {
            assertThat(e.expected()).isEqualTo(old.version());
            assertThat(e.actual()).isGreaterThan(old.version());
            return false;
        }
    }

    @Test
    @Clause("TX-4")
    @DisplayName("counters read and written in one closure over two of three executions lose no increment")
    void closureCounters() throws Exception {
        int each = 10;
        List.of("c0", "c1", "c2").forEach(this::insert);
        Race.run(writers(WRITERS, writer -> () -> {
            for (int i = 0; i < each; i++) {
                String first = "c" + (writer + i) % 3;
                String second = "c" + (writer + i + 1) % 3;
                subject.change(tx -> {
                    for (String id : List.of(first, second)) {
                        Execution old = tx.executions().find(id).orElseThrow();
                        tx.executions().update(next(old), old.version());
                    }
                });
            }
            return true;
        }));
        assertThat(counted(get("c0")) + counted(get("c1")) + counted(get("c2"))).isEqualTo(2 * WRITERS * each);
    }

    @Test
    @Clause("TX-4")
    @DisplayName("no write skew: of two on call each leaves only while the other stays, so one is always left")
    void onCall() throws Exception {
        for (int round = 0; round < 15; round++) {
            String left = "left-" + round;
            String right = "right-" + round;
            insert(left);
            insert(right);
            List<Boolean> gone = Race.run(List.of(() -> leave(left, right), () -> leave(right, left)));
            assertThat(gone).as("who left in round %d", round).containsExactlyInAnyOrder(true, false);
        }
    }

    private boolean leave(String mine, String other) {
        return subject.write(tx -> {
                    if (tx.executions().find(other).orElseThrow().name().equals("off")) {
                        return false;
                    }
                    Execution old = tx.executions().find(mine).orElseThrow();
                    tx.executions().update(Samples.renamed(old, "off"), old.version());
                    return true;
                })
                .value();
    }

    @Test
    @Clause("LOG-1")
    @Clause("LOG-3")
    @DisplayName("appends of eight writers stand in one gapless order, each writer's own order and batches kept")
    void oneLog() throws Exception {
        insert("e");
        int batches = 12;
        List<Map<Long, String>> told = Race.run(writers(WRITERS, writer -> () -> append(writer, batches)));
        Map<Long, String> expected = new HashMap<>();
        told.forEach(expected::putAll);
        List<LogLine> log = subject.read(view -> view.logs().read("e", LogQuery.ALL, 10_000));
        assertThat(log)
                .extracting(LogLine::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 2L * WRITERS * batches)
                        .boxed()
                        .toList());
        assertThat(log).allSatisfy(line -> assertThat(line.entry().content()).isEqualTo(expected.get(line.sequence())));
        for (int writer = 0; writer < WRITERS; writer++) {
            String mine = writer + ":";
            List<String> inOrder = new ArrayList<>();
            IntStream.range(0, batches).forEach(batch -> inOrder.addAll(batch(mine, batch)));
            assertThat(log)
                    .extracting(line -> line.entry().content())
                    .filteredOn(text -> text.startsWith(mine))
                    .isEqualTo(inOrder);
        }
    }

    /** What the store told this writer about where its lines stand. */
    private Map<Long, String> append(int writer, int batches) {
        Map<Long, String> mine = new HashMap<>();
        for (int i = 0; i < batches; i++) {
            List<String> batch = batch(writer + ":", i);
            List<LogEntry> lines =
                    batch.stream().map(text -> Samples.line(now(), text)).toList();
            long first = subject.write(tx -> tx.logs().append("e", lines)).value();
            for (int line = 0; line < batch.size(); line++) {
                mine.put(first + line, batch.get(line));
            }
        }
        return mine;
    }

    /** One, two or three lines, by turns. */
    private static List<String> batch(String writer, int number) {
        return IntStream.rangeClosed(0, number % 3)
                .mapToObj(line -> writer + number + ":" + line)
                .toList();
    }

    @Test
    @Clause("PROD-1")
    @DisplayName("four threads race with the same deliveries: each delivery is applied once, in order")
    void racingDeliveries() throws Exception {
        insert("e");
        int deliveries = 15;
        List<Integer> applied = Race.run(writers(4, thread -> () -> {
            int mine = 0;
            for (int number = 1; number <= deliveries; number++) {
                mine += deliver(number) ? 1 : 0;
            }
            return mine;
        }));
        assertThat(applied.stream().mapToInt(Integer::intValue).sum()).isEqualTo(deliveries);
        List<LogLine> log = subject.read(view -> view.logs().read("e", LogQuery.ALL, 1_000));
        assertThat(log)
                .extracting(line -> line.entry().content())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, deliveries)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    private boolean deliver(int number) {
        try {
            subject.change(tx -> {
                tx.producers().advance("p", number - 1, number, now());
                tx.logs().append("e", List.of(Samples.line(now(), Integer.toString(number))));
            });
            return true;
        } catch (ConditionFailed e) {
            assertThat(e.actual()).as("what another thread delivered").isGreaterThanOrEqualTo(number);
            return false;
        }
    }
}
