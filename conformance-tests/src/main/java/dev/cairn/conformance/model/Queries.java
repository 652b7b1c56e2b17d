package dev.cairn.conformance.model;

import dev.cairn.model.EventQuery;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.LogQuery;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.Namespace;
import dev.cairn.model.SessionFilter;
import dev.cairn.model.StateOwner;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskStatus;
import java.util.ArrayList;
import java.util.List;

/** Questions whose answers together are the state of a workspace. */
final class Queries {
    private static final int ALL = 10_000;

    private Queries() {}

    /** Of everything. */
    static List<Operation.Query> everything(Pools pools) {
        List<Operation.Query> all = told(pools);
        all.add(new RunQueries.ExpiredLeases(Pools.LATEST, ALL));
        pools.producers().forEach(producer -> all.add(new RunQueries.LastDelivery(producer)));
        for (String id : Pools.SESSION_IDS) {
            all.add(new SessionQueries.Head(id));
        }
        for (StateOwner owner : Pools.OWNERS) {
            Pools.STATE_KEYS.forEach(key -> all.add(new SessionQueries.FindState(owner, key)));
        }
        for (MemoryKey id : Pools.MEMORIES) {
            all.add(new MemoryQueries.Find(id));
            all.add(new MemoryQueries.History(id, Long.MAX_VALUE, Pools.T0, ALL));
        }
        for (String id : Pools.TASK_IDS) {
            all.add(new TaskQueries.Find(id));
            all.add(new TaskQueries.Waiting(id));
        }
        all.add(new TaskQueries.DependenciesOf(Pools.TASK_IDS));
        all.add(new TaskQueries.Due(Pools.LATEST));
        all.add(new AuditQueries.Entries(dev.cairn.model.AuditFilter.ALL, 0, ALL));
        all.add(new AuditQueries.Links());
        return all;
    }

    /** Of what the feed tells, and so of what whoever follows it can have. */
    static List<Operation.Query> told(Pools pools) {
        List<Operation.Query> all = new ArrayList<>();
        all.add(new RunQueries.PageExecutions(ExecutionFilter.ALL, null, ALL));
        all.add(new RunQueries.CountExecutions(ExecutionFilter.ALL, Long.MAX_VALUE));
        all.add(new RunQueries.Statistics(ExecutionFilter.ALL));
        all.add(new RunQueries.ExpiredArtifacts(Pools.LATEST, ALL));
        for (String id : pools.executionIds()) {
            all.add(new RunQueries.FindExecution(id));
            all.add(new RunQueries.ListSteps(id, -1, ALL));
            all.add(new RunQueries.LastSequence(id));
            all.add(new RunQueries.ReadLog(id, LogQuery.ALL, ALL));
            all.add(new RunQueries.ListArtifacts(id, null, ALL));
        }
        pools.artifactIds().forEach(id -> all.add(new RunQueries.FindArtifact(id)));
        all.add(new SessionQueries.Page(SessionFilter.ALL, null, ALL));
        for (String id : Pools.SESSION_IDS) {
            all.add(new SessionQueries.Find(id));
            all.add(new SessionQueries.Events(id, EventQuery.ALL, ALL));
        }
        Pools.OWNERS.forEach(owner -> all.add(new SessionQueries.ListState(owner, null, ALL)));
        all.add(new MemoryQueries.Page(MemoryFilter.ALL, Pools.T0, null, ALL));
        all.add(new MemoryQueries.Namespaces(Namespace.ROOT, "", Pools.T0, ALL));
        all.add(new TaskQueries.Page(TaskFilter.ALL, null, ALL));
        all.add(new TaskQueries.Counts(null));
        all.add(new TaskQueries.Ready(null, ALL));
        for (TaskStatus status : TaskStatus.values()) {
            all.add(new TaskQueries.Finished(status, Pools.LATEST, ALL));
        }
        return all;
    }
}
