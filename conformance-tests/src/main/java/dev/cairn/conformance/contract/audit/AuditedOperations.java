package dev.cairn.conformance.contract.audit;

import dev.cairn.CairnWorkspace;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.logic.execution.ExecutionPatch;
import dev.cairn.logic.execution.NewArtifact;
import dev.cairn.logic.execution.NewExecution;
import dev.cairn.logic.execution.NewStep;
import dev.cairn.logic.execution.Operation;
import dev.cairn.logic.execution.Retention;
import dev.cairn.logic.execution.StepPatch;
import dev.cairn.logic.memory.NewMemory;
import dev.cairn.logic.session.AppendMode;
import dev.cairn.logic.session.NewEvent;
import dev.cairn.logic.session.NewSession;
import dev.cairn.logic.session.SessionPatch;
import dev.cairn.logic.task.NewTask;
import dev.cairn.model.BlobRef;
import dev.cairn.model.EntityKind;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.JsonObject;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.Namespace;
import dev.cairn.model.SessionStatus;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import dev.cairn.model.StepStatus;
import dev.cairn.model.Task;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Every operation of the rules that changes something the feed tells. A new domain adds its own here. */
final class AuditedOperations {
    /** Of what the operations change. */
    static final Set<EntityKind> KINDS = EnumSet.of(
            EntityKind.EXECUTION,
            EntityKind.STEP,
            EntityKind.LOG,
            EntityKind.ARTIFACT,
            EntityKind.SESSION,
            EntityKind.EVENT,
            EntityKind.STATE,
            EntityKind.MEMORY,
            EntityKind.TASK);

    private AuditedOperations() {}

    /** Runs each, on entities of its own; returns their names. */
    static Set<String> run(CairnWorkspace space, String prefix) throws IOException {
        Set<String> names = new TreeSet<>();
        runs(space, prefix, names);
        sessions(space, prefix, names);
        memories(space, prefix, names);
        tasks(space, prefix, names);
        return names;
    }

    private static void runs(CairnWorkspace space, String prefix, Set<String> names) throws IOException {
        String id = prefix + "-e";
        space.executions().create(NewExecution.named("n").withId(id));
        names.add("executions.create");
        space.executions().createAll(List.of(NewExecution.named("n"), NewExecution.named("m")));
        names.add("executions.createAll");
        space.executions().start(id);
        space.executions().change(id, ExecutionPatch.metadata(JsonObject.parse("m", "{\"k\":1}")), null);
        names.add("executions.change");
        int step = space.steps().create(NewStep.running(id, "s")).value().index();
        names.add("steps.create");
        space.steps().change(id, step, StepPatch.status(StepStatus.COMPLETED), null);
        names.add("steps.change");
        space.logs().append(id, Samples.lines(java.time.Instant.EPOCH, 2));
        names.add("logs.append");
        BlobRef content =
                space.artifacts().stage(new ByteArrayInputStream(prefix.getBytes(StandardCharsets.UTF_8)), 1_000);
        space.artifacts()
                .link(new NewArtifact(
                        id + "-a", id, null, null, null, "f.txt", null, null, content, 1, null, null, null, null));
        names.add("artifacts.link");
        space.artifacts().delete(id + "-a");
        names.add("artifacts.delete");
        space.batches().apply(List.of(new Operation.CreateStep(NewStep.running(id, "t"))), null);
        names.add("batches.apply");
        space.executions().finish(id, 0);
        space.executions().delete(id, null);
        names.add("executions.delete");
        String old = prefix + "-old";
        space.executions().create(NewExecution.named("n").withId(old));
        space.executions().cancel(old, "not needed");
        space.retention().sweep(new Retention.Policy(Duration.ZERO, Set.of(ExecutionStatus.CANCELLED), false));
        names.add("retention.sweep");
    }

    private static void sessions(CairnWorkspace space, String prefix, Set<String> names) {
        String id = prefix + "-s";
        space.sessions().create(NewSession.of("app", "ada").withId(id));
        names.add("sessions.create");
        space.sessions().change(id, SessionPatch.status(SessionStatus.ACTIVE), null);
        names.add("sessions.change");
        JsonObject state = JsonObject.parse("state", "{\"user\":{\"" + prefix + "\":1}}");
        space.sessions().append(id, List.of(NewEvent.message("user", state).changing(state)), AppendMode.ANY_ORDER);
        names.add("events.append");
        StateOwner owner = new StateOwner(StateScope.USER, "ada");
        space.state().put(owner, prefix + "-k", "1", null);
        names.add("state.put");
        space.state().remove(owner, prefix + "-k", null);
        names.add("state.remove");
        space.sessions().delete(id, null);
        names.add("sessions.delete");
    }

    private static void memories(CairnWorkspace space, String prefix, Set<String> names) {
        Namespace from = Namespace.of(prefix + "/from");
        Namespace to = Namespace.of(prefix + "/to");
        MemoryKey id = new MemoryKey(from, "k");
        space.memories().put(NewMemory.of(from.path(), "k", "1"));
        names.add("memories.put");
        space.memories().putAll(List.of(NewMemory.of(from.path(), "l", "2"), NewMemory.of(from.path(), "m", "3")));
        names.add("memories.putAll");
        space.memories().delete(id, null);
        names.add("memories.delete");
        space.memories().restore(id, null, null);
        names.add("memories.restore");
        space.memories().publish(id, to);
        names.add("memories.publish");
        space.memories().move(new MemoryKey(from, "l"), to);
        names.add("memories.move");
        space.memories().moveAll(to, Namespace.of(prefix + "/last"));
        names.add("memories.moveAll");
    }

    private static void tasks(CairnWorkspace space, String prefix, Set<String> names) {
        String id = prefix + "-t";
        space.tasks()
                .enqueue(List.of(
                        NewTask.of(prefix).withId(id + "1"),
                        NewTask.of(prefix).withId(id + "2"),
                        NewTask.of("other").withId(id + "3")));
        names.add("tasks.enqueue");
        space.tasks().addDependency(id + "3", id + "1");
        names.add("tasks.depend");
        List<Task> claimed = space.tasks().claim("worker", 2, Duration.ofSeconds(30), prefix);
        names.add("tasks.claim");
        space.tasks().complete(claimed.get(0).id(), claimed.get(0).state().token(), null);
        names.add("tasks.complete");
        space.tasks().fail(claimed.get(1).id(), claimed.get(1).state().token(), "broken", false);
        names.add("tasks.fail");
        space.tasks().cancel(id + "3", "not needed");
        names.add("tasks.cancel");
        space.tasks().pruning().delete(id + "3");
        names.add("tasks.delete");
    }
}
