package dev.cairn.conformance.harness;

import dev.cairn.Cairn;
import dev.cairn.CairnWorkspace;
import dev.cairn.logic.RetryingStore;
import dev.cairn.logic.memory.NewMemory;
import dev.cairn.logic.task.NewTask;
import dev.cairn.model.Attribution;
import dev.cairn.model.JsonObject;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import dev.cairn.model.Task;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Migration;
import dev.cairn.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Another process on the same database, there to be killed. It says a line on its standard output for each write that
 * has returned: what it has said must be found afterwards.
 */
public final class CrashChild implements AutoCloseable {
    /**
     * What the child's executions hold: this many steps and log lines; with each of them, in the same transaction, comes a
     * session of the same id with as many events, the last of which counts in its state.
     */
    public static final int PARTS = 3;

    private final Process process;
    private final BufferedReader output;

    private CrashChild(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * @param job {@code write}: writes executions named crash-WRITER-N until it is killed; {@code work}: enqueues, claims and
     *     completes tasks tWRITER-N, and counts in memories; {@code open}: only opens
     */
    public static CrashChild start(Subject subject, WorkspaceId workspace, StoreSettings database, String job)
            throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CrashChild.class.getName(),
                subject.fixture().getClass().getName(),
                job,
                workspace.value());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        Map<String, String> settings = new LinkedHashMap<>(database.values());
        try (OutputStream input = process.getOutputStream()) {
            input.write((JsonObject.of(settings).text() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return new CrashChild(process);
    }

    /** Whose state counts the events of the child's session. */
    public static StateOwner events(String id) {
        return new StateOwner(StateScope.SESSION, id);
    }

    /** The next line that the child says; fails when it ends instead. */
    public String next() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new AssertionError("the other process ended without being killed");
        }
        return line;
    }

    /** Kills the child as kill -9 does, and returns what else it had said. */
    public List<String> kill() throws InterruptedException, IOException {
        // through its handle: Process.destroyForcibly closes the stream that still holds what the child said
        process.toHandle().destroyForcibly();
        if (!process.waitFor(Race.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the other process cannot be killed");
        }
        return output.readAllLines();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The child itself. Arguments: fixture class, job, workspace; settings as one line of JSON on standard input. */
    public static void main(String[] args) throws Exception {
        String input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        StoreFixture fixture = Run.instantiate(Class.forName(args[0]).asSubclass(StoreFixture.class));
        Map<String, String> settings = new LinkedHashMap<>();
        JsonObject.parse("settings", input).asMap().forEach((name, value) -> settings.put(name, (String) value));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Store store;
        try {
            store = Subject.provide(fixture, StoreSettings.of(fixture.provider().name(), settings));
        } catch (dev.cairn.error.Unavailable e) {
            out.println("unavailable");
            return;
        }
        store.migrate(Migration.CREATE);
        out.println("open");
        if (!args[1].equals("open")) {
            for (int writer = 0; writer < 4; writer++) {
                int number = writer;
                WorkspaceId workspace = new WorkspaceId(args[2]);
                Thread.ofPlatform()
                        .start(
                                args[1].equals("write")
                                        ? () -> write(store, workspace, number, out)
                                        : () -> work(store, workspace, number, out));
            }
        }
        // long enough for the parent to kill this process, and an end in case the parent itself was killed
        TimeUnit.MINUTES.sleep(2);
        Runtime.getRuntime().halt(1);
    }

    private static void write(Store store, WorkspaceId workspace, int writer, PrintStream out) {
        TestClock clock = new TestClock();
        for (int i = 0; ; i++) {
            String id = "crash-" + writer + "-" + i;
            Subject.write(store, workspace, tx -> {
                tx.audit().record(new Attribution("crash", null), "kit.crash", clock.instant());
                tx.executions().insert(Samples.execution(id, clock.instant()));
                for (int part = 0; part < PARTS; part++) {
                    tx.steps().insert(Samples.step(id, part, clock.instant()));
                }
                tx.logs().append(id, Samples.lines(clock.instant(), PARTS));
                tx.sessions().insert(Samples.session(id, clock.instant()));
                tx.events().append(id, Samples.events(1, PARTS, clock.instant()));
                tx.state().put(List.of(new StateEntry(events(id), "last", "" + PARTS, clock.instant(), 1)));
                return id;
            });
            out.println(id);
        }
    }

    /** Enqueues, claims and completes, and counts in a memory, each step said once it has returned. */
    private static void work(Store store, WorkspaceId workspace, int writer, PrintStream out) {
        CairnWorkspace space = Cairn.over(new RetryingStore(store, Duration.ofSeconds(20)), new TestClock())
                .workspace(workspace);
        for (int i = 0; ; i++) {
            String id = "t" + writer + "-" + i;
            space.tasks()
                    .enqueue(List.of(
                            NewTask.of("w" + writer).withId(id),
                            NewTask.of("behind").withId(id + "-a").after(id),
                            NewTask.of("behind").withId(id + "-b").after(id)));
            out.println("enqueued " + id);
            Task claimed = space.tasks()
                    .claim("crash", 1, Duration.ofHours(1), "w" + writer)
                    .getFirst();
            out.println("claimed " + claimed.id());
            space.tasks().complete(claimed.id(), claimed.state().token(), null);
            out.println("completed " + claimed.id());
            long version = space.memories()
                    .put(NewMemory.of("crash/w" + writer, "round", "{\"text\":\"round" + i + "\"}"))
                    .value()
                    .version();
            out.println("put w" + writer + " " + version);
        }
    }
}
