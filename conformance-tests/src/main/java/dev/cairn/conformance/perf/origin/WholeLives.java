package dev.cairn.conformance.perf.origin;

import dev.cairn.CairnWorkspace;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Load;
import dev.cairn.conformance.perf.Load.Threads;
import dev.cairn.conformance.perf.RecordedLife;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Sample;
import dev.cairn.conformance.perf.SampleData;
import dev.cairn.conformance.perf.growth.StoredBytes;
import dev.cairn.logic.PageRequest;
import dev.cairn.model.Artifact;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.Step;
import dev.cairn.model.StepStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** R6 and R7: executions lived through from creation to end, and the bytes that they take. */
final class WholeLives implements OriginWorkload {
    private static final int LINES_PER_STEP = 20;
    private static final int CALLERS = 16;
    private static final int CONTENT = 2_000;
    private static final String CLAIM = "121 executions, 484 steps, 242 artifacts, 100%";

    private final int many;

    WholeLives(int many) {
        this.many = many;
    }

    @Override
    public void measure(Run run, Backend backend) throws Exception {
        live(
                run,
                backend,
                Preloaded.PUBLISHED,
                1,
                "as published: as many executions, one after the other; theirs slept");
        live(run, backend, many, CALLERS, "corrected: enough executions for a rate, and callers at once");
        for (int lives : new int[] {Preloaded.PUBLISHED, many}) {
            run.doing("origin " + backend.name() + ": R7, bytes of " + lives);
            run.add(StoredBytes.perExecution(OriginStorage.NAME, backend, lives));
        }
    }

    private static void live(Run run, Backend backend, int lives, int callers, String note) throws Exception {
        run.doing("origin " + backend.name() + ": R6, " + lives + " whole lives");
        try (Backend.Database database = backend.create()) {
            database.cairn().workspaces().ensure(SampleData.WORKSPACE);
            CairnWorkspace workspace = database.cairn().workspace(SampleData.WORKSPACE);
            RecordedLife life = new RecordedLife(workspace, LINES_PER_STEP);
            Map<String, Long> lived = new ConcurrentHashMap<>();
            Sample sample = Load.counted(
                            callers,
                            Threads.VIRTUAL,
                            lives,
                            Load.Callers.shared(n -> lived.put(
                                    life.live(n, artifact -> {
                                        byte[] bytes = content(n, artifact);
                                        return workspace
                                                .artifacts()
                                                .stage(new ByteArrayInputStream(bytes), bytes.length);
                                    }),
                                    n)))
                    .requireClean();
            verify(database, workspace, lived, lives);
            run.add(Result.of(OriginStorage.NAME, backend.name(), "R6 whole lives")
                    .rows(lives)
                    .threads(callers)
                    .durability(database.cairn().store().description().durability())
                    .rate(sample.perSecond())
                    .unit("lives")
                    .latency(sample)
                    .published(CLAIM)
                    .note(note)
                    .note(String.format(
                            Locale.ROOT,
                            "%d commits each and %d contents of about %,d bytes staged; %d lines of log a step; all counts,"
                                    + " statuses and log lengths and every byte of the contents verified",
                            life.writes(),
                            RecordedLife.ARTIFACTS,
                            CONTENT,
                            LINES_PER_STEP)));
        }
    }

    /** No two alike. */
    private static byte[] content(long n, int artifact) {
        String line = "<tr><td>test " + n + "</td><td>" + artifact + "</td></tr>\n";
        return line.repeat(CONTENT / line.length() + 1).getBytes(StandardCharsets.UTF_8);
    }

    private static void verify(Backend.Database database, CairnWorkspace workspace, Map<String, Long> lived, int lives)
            throws Exception {
        long count = Preloaded.count(database);
        Preloaded.require(count == lives && lived.size() == lives, count + " executions");
        for (Map.Entry<String, Long> each : lived.entrySet()) {
            verify(workspace, each.getKey(), each.getValue());
        }
    }

    private static void verify(CairnWorkspace workspace, String id, long n) throws IOException {
        Execution execution = workspace.executions().get(id);
        List<Step> steps = workspace.steps().list(id, PageRequest.first(10)).items();
        List<Artifact> artifacts =
                workspace.artifacts().list(id, PageRequest.first(10)).items();
        long lines = workspace.logs().tail(id, 1).lastSequence();
        Preloaded.require(
                execution.status() == ExecutionStatus.COMPLETED
                        && execution.completedSteps() == RecordedLife.STEPS
                        && steps.size() == RecordedLife.STEPS
                        && steps.stream().allMatch(step -> step.status() == StepStatus.COMPLETED)
                        && artifacts.size() == RecordedLife.ARTIFACTS
                        && lines == (long) RecordedLife.STEPS * LINES_PER_STEP,
                execution + " with " + steps + ", " + artifacts + " and " + lines + " lines");
        for (int i = 0; i < artifacts.size(); i++) {
            Artifact artifact = artifacts.get(i);
            try (InputStream in = workspace.artifacts().open(artifact, 0, Long.MAX_VALUE)) {
                Preloaded.require(Arrays.equals(in.readAllBytes(), content(n, i)), "other bytes in " + artifact);
            }
        }
    }
}
