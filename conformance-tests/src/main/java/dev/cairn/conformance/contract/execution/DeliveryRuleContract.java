package dev.cairn.conformance.contract.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.conformance.contract.RuleGroup;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.IllegalTransition;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.logic.Limits;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.execution.Batches;
import dev.cairn.logic.execution.Delivery;
import dev.cairn.logic.execution.ExecutionPatch;
import dev.cairn.logic.execution.NewArtifact;
import dev.cairn.logic.execution.NewExecution;
import dev.cairn.logic.execution.NewStep;
import dev.cairn.logic.execution.Operation;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Change;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.JsonObject;
import dev.cairn.model.LogQuery;
import dev.cairn.model.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** BATCH-1, PROD-1, LIM-1: many writes as one, once, and not too large. */
public abstract class DeliveryRuleContract extends RuleGroup {
    private static NewArtifact artifact(String executionId, String fileName, BlobRef content) {
        return new NewArtifact(
                null, executionId, null, null, null, fileName, null, null, content, null, null, null, null, null);
    }

    private List<Operation> whole(String id, BlobRef content) {
        return List.of(
                new Operation.CreateExecution(NewExecution.named("n").withId(id)),
                new Operation.ChangeExecution(id, ExecutionPatch.status(ExecutionStatus.RUNNING)),
                new Operation.CreateStep(NewStep.running(id, "compile")),
                new Operation.AppendLog(id, Samples.lines(now(), 3)),
                new Operation.LinkArtifact(artifact(id, "out.txt", content)),
                new Operation.ChangeExecution(id, ExecutionPatch.status(ExecutionStatus.COMPLETED)));
    }

    private BlobRef staged() throws IOException {
        return space.artifacts().stage(bytes("content"), 100);
    }

    @Test
    @Clause("BATCH-1")
    @DisplayName("a batch over executions, steps, logs and artifacts is one transaction with one revision")
    void wholeBatch() throws Exception {
        BlobRef content = staged();
        List<Operation> operations = new ArrayList<>(whole("a", content));
        operations.addAll(whole("b", content));
        Position before = store().feed(ws()).head();
        Batches.Result result = space.batches().apply(operations, null);
        assertThat(result.duplicate()).isFalse();
        assertThat(result.outcomes()).hasSize(12);
        assertThat(result.outcomes().get(3).version()).isEqualTo(3);
        List<Change> changes = settled(before);
        assertThat(changes).hasSize(8).extracting(Change::revision).containsOnly(result.revision());
        assertThat(get("b").status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(get("b").completedSteps()).isEqualTo(1);
        assertThat(space.logs().read("a", LogQuery.ALL, 10).lines()).hasSize(3);
    }

    @Test
    @Clause("BATCH-1")
    @Clause("TX-1")
    @DisplayName("a batch whose last operation fails leaves nothing of it (weakness 12: batches half done)")
    void failedBatch() throws Exception {
        BlobRef content = staged();
        Map<Operation, Class<? extends Throwable>> last = new LinkedHashMap<>();
        last.put(
                new Operation.ChangeExecution("a", ExecutionPatch.status(ExecutionStatus.RUNNING)),
                IllegalTransition.class);
        last.put(new Operation.AppendLog("none", Samples.lines(now(), 1)), NotFound.class);
        last.put(new Operation.LinkArtifact(artifact("a", "x", new BlobRef("ab".repeat(32), 1))), NotFound.class);
        last.put(new Operation.CreateStep(NewStep.running("a", "")), InvalidArgument.class);
        Position before = store().feed(ws()).head();
        last.forEach((operation, type) -> {
            List<Operation> operations = new ArrayList<>(whole("a", content));
            operations.add(operation);
            assertThat(catchThrowable(() -> space.batches().apply(operations, new Delivery("p", 1))))
                    .isInstanceOf(type);
        });
        assertThat(ids()).isEmpty();
        long last1 =
                subject.<Long, RuntimeException>read(view -> view.producers().last("p"));
        assertThat(last1).isZero();
        assertThat(settled(before)).isEmpty();
    }

    @Test
    @Clause("PROD-1")
    @Clause("BATCH-1")
    @DisplayName("a delivery sent again changes nothing and says duplicate; a skipped one is ConditionFailed")
    void deliveries() throws Exception {
        create("e", ExecutionStatus.RUNNING);
        List<Operation> lines = List.of(new Operation.AppendLog("e", Samples.lines(now(), 2)));
        assertThat(space.batches().apply(lines, new Delivery("p", 1)).duplicate())
                .isFalse();
        Position before = store().feed(ws()).head();
        Batches.Result again = space.batches().apply(lines, new Delivery("p", 1));
        assertThat(again).isEqualTo(new Batches.Result(true, 0, List.of()));
        ConditionFailed skipped = catchThrowableOfType(
                ConditionFailed.class, () -> space.batches().apply(lines, new Delivery("p", 3)));
        assertThat(List.of(skipped.kind(), skipped.id())).containsExactly("producer", "p");
        assertThat(List.of(skipped.expected(), skipped.actual())).containsExactly(2L, 1L);
        assertThat(settled(before)).isEmpty();
        assertThat(space.batches().apply(lines, new Delivery("p", 2)).duplicate())
                .isFalse();
        assertThat(space.batches().apply(lines, new Delivery("P", 1)).duplicate())
                .isFalse();
        assertThat(space.logs().read("e", LogQuery.ALL, 100).lastSequence()).isEqualTo(6);
    }

    @Test
    @Clause("PROD-1")
    @DisplayName("eight senders with sixteen deliveries each, every one sent three times, apply each once and in order")
    void manySenders() throws Exception {
        create("e", ExecutionStatus.RUNNING);
        List<Callable<Boolean>> senders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "p" + i;
            senders.add(() -> {
                for (int number = 1; number <= 16; number++) {
                    List<Operation> line =
                            List.of(new Operation.AppendLog("e", List.of(Samples.line(now(), name + " " + number))));
                    for (int again = 0; again < 3; again++) {
                        space.batches().apply(line, new Delivery(name, number));
                    }
                }
                return true;
            });
        }
        Race.run(senders);
        List<String> all = space.logs().read("e", LogQuery.ALL, 1000).lines().stream()
                .map(line -> line.entry().content())
                .toList();
        assertThat(all).hasSize(8 * 16);
        for (int i = 0; i < 8; i++) {
            String name = "p" + i;
            assertThat(all.stream().filter(line -> line.startsWith(name)).toList())
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 16)
                            .mapToObj(number -> name + " " + number)
                            .toList());
        }
    }

    @Test
    @Clause("LOG-1")
    @Clause("TX-4")
    @DisplayName("three hundred recorders that stream at once all get their lines in (weakness 14: a few live streams)")
    void manyRecorders() throws Exception {
        List<Callable<Boolean>> recorders = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String id = "e-" + i;
            recorders.add(() -> {
                space.executions().create(NewExecution.named("n").withId(id));
                space.logs().append(id, Samples.lines(now(), 2));
                space.logs().append(id, Samples.lines(now(), 2));
                return true;
            });
        }
        Race.run(recorders);
        assertThat(space.executions().statistics(ExecutionFilter.ALL).total()).isEqualTo(300);
        subject.read(view -> {
            for (int i = 0; i < 300; i++) {
                assertThat(view.logs().lastSequence("e-" + i)).isEqualTo(4);
            }
            return null;
        });
    }

    private static NewExecution execution(@Nullable String name, @Nullable Map<String, String> environment) {
        return new NewExecution(null, name, null, null, environment, null, null, null, null, null);
    }

    @Test
    @Clause("LIM-1")
    @DisplayName(
            "each limit is refused with LimitExceeded naming it, its value and the actual one, and nothing is written")
    void limits() throws Exception {
        create("e", ExecutionStatus.RUNNING);
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i <= Limits.ENVIRONMENT_ENTRIES; i++) {
            many.put("V" + i, "");
        }
        List<String> tags =
                IntStream.rangeClosed(0, Limits.TAGS).mapToObj(i -> "t" + i).toList();
        String tooLong = "x".repeat(Limits.COMMAND + 1);
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        var executions = space.executions();
        calls.put("name " + Limits.NAME, () -> executions.create(execution("x".repeat(Limits.NAME + 1), null)));
        calls.put(
                "command " + Limits.COMMAND,
                () -> executions.create(
                        new NewExecution(null, null, tooLong, null, null, null, null, null, null, null)));
        calls.put(
                "workingDirectory " + Limits.PATH,
                () -> executions.create(
                        new NewExecution(null, "n", null, tooLong, null, null, null, null, null, null)));
        calls.put(
                "user " + Limits.USER,
                () -> executions.create(
                        new NewExecution(null, "n", null, null, null, tooLong, null, null, null, null)));
        calls.put(
                "tags " + Limits.TAGS,
                () -> executions.create(new NewExecution(null, "n", null, null, null, null, tags, null, null, null)));
        calls.put(
                "tags[0] " + Limits.TAG,
                () -> executions.create(
                        new NewExecution(null, "n", null, null, null, null, List.of(tooLong), null, null, null)));
        calls.put("environment " + Limits.ENVIRONMENT_ENTRIES, () -> executions.create(execution("n", many)));
        calls.put(
                "environment " + Limits.ENVIRONMENT_TEXT,
                () -> executions.create(execution("n", Map.of("A", "x".repeat(Limits.ENVIRONMENT_TEXT)))));
        calls.put(
                "metadata " + Limits.METADATA,
                () -> executions.change(
                        "e", ExecutionPatch.metadata(JsonObject.of(Map.of("k", "x".repeat(Limits.METADATA)))), null));
        calls.put(
                "error " + Limits.ERROR,
                () -> executions.change(
                        "e", ExecutionPatch.status(ExecutionStatus.FAILED, 1, "x".repeat(Limits.ERROR + 1)), null));
        calls.put(
                "lines " + Limits.LOG_BATCH_LINES,
                () -> space.logs().append("e", Samples.lines(now(), Limits.LOG_BATCH_LINES + 1)));
        calls.put(
                "lines[0].content " + Limits.LOG_LINE,
                () -> space.logs().append("e", List.of(Samples.line(now(), "x".repeat(Limits.LOG_LINE + 1)))));
        calls.put(
                "operations " + Limits.BATCH_OPERATIONS,
                () -> space.batches()
                        .apply(
                                java.util.Collections.nCopies(
                                        Limits.BATCH_OPERATIONS + 1,
                                        new Operation.CreateStep(NewStep.running("e", "n"))),
                                null));
        Position before = store().feed(ws()).head();
        calls.forEach((limit, call) -> {
            LimitExceeded refused = catchThrowableOfType(LimitExceeded.class, call);
            assertThat(refused).as(limit).isNotNull();
            assertThat(refused.what() + " " + refused.limit()).isEqualTo(limit);
            assertThat(refused.actual()).isGreaterThan(refused.limit());
        });
        assertThat(settled(before)).isEmpty();
        assertThat(ids()).containsExactly("e");
    }

    @Test
    @Clause("LIM-1")
    @Clause("PAGE-2")
    @DisplayName(
            "a page limit of 0, -1 or beyond the maximum is InvalidArgument (weakness 8: limit=-1 reads everything)")
    void pageLimits() {
        for (int limit : new int[] {0, -1, Integer.MIN_VALUE, Limits.MAX_PAGE + 1, Integer.MAX_VALUE}) {
            assertThat(catchThrowableOfType(InvalidArgument.class, () -> PageRequest.first(limit))
                            .field())
                    .isEqualTo("limit");
        }
        create("a", ExecutionStatus.PENDING);
        create("b", ExecutionStatus.PENDING);
        var page = space.executions().list(ExecutionFilter.ALL, new PageRequest(1, null, PageRequest.TotalMode.EXACT));
        assertThat(page.items()).hasSize(1);
        assertThat(page.total()).isEqualTo(new dev.cairn.model.Page.Total(2, true));
    }
}
