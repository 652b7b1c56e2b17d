package dev.cairn.conformance.cost;

import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.Subject;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.LogQuery;
import dev.cairn.model.PageKey;
import dev.cairn.model.Position;
import dev.cairn.store.FeedFilter;
import java.time.Instant;
import java.util.List;

/** The calls on runs that lists, followers and recorders make all the time. */
final class RunCalls {
    private RunCalls() {}

    /** @param id of an execution with a log, steps and artifacts {@code id-0}, {@code id-1} ... */
    static Calls reads(Subject subject, String id, Instant now) {
        Instant far = now.plusSeconds(1_000_000);
        PageKey middle = new PageKey(now, id);
        Calls calls =
                new Calls(subject).read("executions.find", v -> v.executions().find(id));
        for (ExecutionFilter filter : List.of(
                ExecutionFilter.ALL,
                ExecutionFilter.status(ExecutionStatus.PENDING),
                new ExecutionFilter(null, "ada", null, null, null, null),
                new ExecutionFilter(null, null, "ci", null, null, null),
                new ExecutionFilter(ExecutionStatus.PENDING, null, null, null, now.minusSeconds(60), far))) {
            calls.read("executions.page first " + filter, v -> v.executions().page(filter, null, 50));
            calls.read("executions.page " + filter, v -> v.executions().page(filter, middle, 50));
        }
        LogQuery errors = new LogQuery(1, 1000, true, null, null, null, "ine 1");
        return calls.read("executions.count", v -> v.executions().count(ExecutionFilter.ALL, 10))
                .read("executions.expiredLeases", v -> v.executions().expiredLeases(far, 50))
                .read("steps.find", v -> v.steps().find(id, 1))
                .read("steps.list", v -> v.steps().list(id, 0, 50))
                .read("logs.lastSequence", v -> v.logs().lastSequence(id))
                .read("logs.read", v -> v.logs().read(id, LogQuery.after(2), 50))
                .read("logs.read errors", v -> v.logs().read(id, errors, 50))
                .read("artifacts.find", v -> v.artifacts().find(id + "-0"))
                .read("artifacts.list", v -> v.artifacts().list(id, middle, 50))
                .read("artifacts.expired", v -> v.artifacts().expired(far, 50))
                .read("producers.last", v -> v.producers().last("p"))
                .add(
                        "feed.after",
                        () -> subject.store().feed(subject.workspace()).after(Position.START, FeedFilter.ALL, 50))
                .add(
                        "feed.after root",
                        () -> subject.store().feed(subject.workspace()).after(Position.START, FeedFilter.root(id), 50))
                .add("workspaces.find", () -> subject.store().workspaces().find(subject.workspace()))
                .add("workspaces.list", () -> subject.store().workspaces().list(subject.workspace(), 50));
    }

    static Calls writes(Subject subject, String id, Instant now) {
        return new Calls(subject)
                .write("logs.append", tx -> tx.logs().append(id, Samples.lines(now, 3)))
                .write("executions.update", tx -> {
                    Execution old = tx.executions().find(id).orElseThrow();
                    tx.executions().update(Samples.renamed(old, "n"), old.version());
                })
                .write("producers.forget", tx -> tx.producers().forget(now, 5))
                .add("blobs.collect", () -> subject.store().blobs().collect(subject.workspace(), now, 5))
                .write("executions.delete", tx -> {
                    if (tx.executions().find(id).isPresent()) {
                        tx.executions().delete(id);
                    }
                });
    }
}
