package dev.cairn.conformance.perf;

import dev.cairn.CairnWorkspace;
import dev.cairn.conformance.perf.Load.Callers;
import dev.cairn.conformance.perf.Load.Threads;
import dev.cairn.model.Execution;
import java.util.List;

/** Each hot operation of the contract beside the same statements with nothing around them. */
public final class FloorSuite implements Suite {
    private static final int ROWS = 20_000;
    private static final int WRITERS = 64;
    private static final int LONG_APPEND = 100;

    @Override
    public String name() {
        return "floor";
    }

    @Override
    public void run(Run run, Backend backend) throws Exception {
        run.doing("floor " + backend.name() + ": filling two databases with " + ROWS + " executions each");
        List<Execution> stored = SampleData.executions(ROWS);
        try (Backend.Database ours = filled(backend, stored);
                Backend.Database other = filled(backend, stored);
                Lanes lanes = new Lanes(other.floor(), FloorOperations.READERS)) {
            FloorOperations operations = new FloorOperations(run, backend.name(), ours.cairn(), lanes, stored);
            operations.verify();
            operations.reads();
            operations.creates();
            operations.statusChanges();
            operations.appends(1);
            operations.appends(LONG_APPEND);
            operations.verifyStored();
            stronger(run, backend, ours);
        }
    }

    private static Backend.Database filled(Backend backend, List<Execution> stored) throws Exception {
        Backend.Database database = backend.create();
        database.cairn().workspaces().ensure(SampleData.WORKSPACE);
        SampleData.fill(database.cairn(), stored);
        return database;
    }

    /** The same creates with the engine's stronger durability, in turn with the usual one as the floor. */
    private static void stronger(Run run, Backend backend, Backend.Database usual) throws Exception {
        Backend.Variant variant = backend.stronger();
        if (variant == null) {
            return;
        }
        String name = "create, " + variant.label();
        run.doing("floor " + backend.name() + ": " + name);
        try (Backend.Database strong = filled(variant.backend(), List.of())) {
            Rounds rounds = Rounds.measure(run.rounds(), () -> creates(run, strong), () -> creates(run, usual));
            run.add(rounds.into(Result.of("floor", backend.name(), name), 1)
                    .threads(WRITERS)
                    .durability(strong.cairn().store().description().durability())
                    .note("the floor is the same backend with its usual durability"));
        }
    }

    private static Sample creates(Run run, Backend.Database database) throws Exception {
        CairnWorkspace workspace = database.cairn().workspace(SampleData.WORKSPACE);
        return Load.closed(WRITERS, Threads.VIRTUAL, run.round(), Callers.shared(n -> RecordedLife.create(workspace)));
    }
}
