package dev.cairn.server.figures;

import dev.cairn.Cairn;
import dev.cairn.CairnWorkspace;
import dev.cairn.logic.NewExecution;
import dev.cairn.logic.RetryingStore;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.WorkspaceId;
import dev.cairn.postgres.TestPostgres;
import dev.cairn.spi.StoreProviders;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Migration;
import dev.cairn.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Measures creates, point reads and start-up through the contract beside a bare loop of the same SQL, in turn, and prints
 * medians with their spread. Rows are counted before a figure is believed. Arguments: backends; none for all.
 */
public final class Figures {
    private static final int ROUNDS = 5;
    private static final int CREATES = 20_000;
    private static final int READS = 40_000;
    private static final int CALLERS = 64;
    private static final int READERS = 8;

    private Figures() {}

    public static void main(String[] args) throws Exception {
        System.out.printf(
                "%d processors, JDK %s; medians of %d rounds%n",
                Runtime.getRuntime().availableProcessors(), Runtime.version(), ROUNDS);
        for (String backend : args.length == 0 ? new String[] {"memory", "sqlite", "postgres"} : args) {
            Path directory = Files.createTempDirectory(Path.of("target"), "figures");
            measure(backend, directory);
        }
    }

    private static StoreSettings settings(String backend, Path directory) {
        return switch (backend) {
            case "memory" -> StoreSettings.of(backend, Map.of("max_bytes", "4g"));
            case "sqlite" ->
                StoreSettings.of(
                        backend, Map.of("path", directory.resolve("cairn.db").toString()));
            case "postgres" ->
                StoreSettings.of(backend, Map.of("url", TestPostgres.get().newDatabase()));
            default -> throw new IllegalArgumentException(backend);
        };
    }

    private static @Nullable Floor floor(StoreSettings settings) throws Exception {
        return switch (settings.backend()) {
            case "sqlite" -> new SqliteFloor(Path.of(settings.values().get("path")));
            case "postgres" -> new PostgresFloor(settings.values().get("url"));
            default -> null;
        };
    }

    private static Store open(StoreSettings settings) {
        Store store = StoreProviders.load().open(settings);
        store.migrate(Migration.CREATE);
        return store;
    }

    private static void measure(String backend, Path directory) throws Exception {
        StoreSettings settings = settings(backend, directory);
        long began = System.nanoTime();
        Store store = open(settings);
        double empty = millis(began);
        new Cairns(store).cairn.workspaces().ensure(new WorkspaceId(JdbcFloor.WORKSPACE));
        System.out.printf(
                "%n%s: %s, %s%n",
                backend, store.description().engine(), store.description().durability());
        // the bare loop has a database of its own with the same schema; SQLite's belongs to one process at a time
        StoreSettings bare = settings(backend, Files.createDirectory(directory.resolve("bare")));
        Store schema = open(bare);
        new Cairns(schema).cairn.workspaces().ensure(new WorkspaceId(JdbcFloor.WORKSPACE));
        schema.close();
        try (store;
                Floor floor = floor(bare)) {
            run(store, floor);
        }
        began = System.nanoTime();
        open(settings).close();
        System.out.printf("  open to ready: %.0f ms on an empty store, %.0f ms again%n", empty, millis(began));
    }

    private record Cairns(Store store, Cairn cairn) {
        Cairns(Store store) {
            this(store, Cairn.over(new RetryingStore(store, Duration.ofSeconds(10)), InstantSource.system()));
        }
    }

    private static void run(Store store, @Nullable Floor floor) throws Exception {
        CairnWorkspace workspace = new Cairns(store).cairn.workspace(JdbcFloor.WORKSPACE);
        double[] creates = new double[ROUNDS];
        double[] bareCreates = new double[ROUNDS];
        double[] reads = new double[ROUNDS];
        double[] bareReads = new double[ROUNDS];
        List<String> bareIds = List.of();
        // a first round of each warms up and does not count
        for (int round = -1; round < ROUNDS; round++) {
            List<String> ids = new ArrayList<>();
            double create = rate(CREATES, () -> ids.addAll(create(workspace)));
            List<String> asked = repeat(ids);
            double read = rate(
                    READS,
                    () -> callers(READERS, READS, i -> workspace.executions().get(asked.get(i))));
            double bareCreate = floor == null ? 0 : rate(CREATES, () -> floor.create(CREATES));
            if (floor != null && bareIds.isEmpty()) {
                bareIds = floor.ids(CREATES);
            }
            List<String> bareAsked = repeat(bareIds.isEmpty() ? ids : bareIds);
            double bareRead = floor == null ? 0 : rate(READS, () -> floor.read(bareAsked, READERS));
            if (round >= 0) {
                creates[round] = create;
                bareCreates[round] = bareCreate;
                reads[round] = read;
                bareReads[round] = bareRead;
            }
        }
        long stored = store.read(
                workspace.id(), "figures.count", view -> view.executions().count(ExecutionFilter.ALL, Long.MAX_VALUE));
        if (stored != (long) CREATES * (ROUNDS + 1)) {
            throw new IllegalStateException("only " + stored + " executions were stored");
        }
        line("creates, " + CALLERS + " callers", creates, bareCreates, floor == null ? "" : floor.label());
        line("point reads, " + READERS + " callers", reads, bareReads, floor == null ? "" : "a connection a thread");
    }

    private static List<String> repeat(List<String> ids) {
        List<String> asked = new ArrayList<>(READS);
        for (int i = 0; i < READS; i++) {
            asked.add(ids.get((int) (i * 7919L % ids.size())));
        }
        return asked;
    }

    private static List<String> create(CairnWorkspace workspace) throws Exception {
        ConcurrentLinkedQueue<String> ids = new ConcurrentLinkedQueue<>();
        callers(CALLERS, CREATES, i -> {
            NewExecution input = new NewExecution(
                    null, "build " + i, "mvn -B verify", "/work", Map.of(), "ci", null, null, null, null);
            ids.add(workspace.executions().create(input).value().id());
        });
        return new ArrayList<>(ids);
    }

    private interface Call {
        void run(int i) throws Exception;
    }

    private static void callers(int threads, int count, Call call) throws Exception {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                running.add(callers.submit(() -> {
                    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        call.run(i);
                    }
                    return null;
                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double rate(int count, Work work) throws Exception {
        long began = System.nanoTime();
        work.run();
        return count / (millis(began) / 1_000);
    }

    private static double millis(long began) {
        return (System.nanoTime() - began) / 1e6;
    }

    private static void line(String what, double[] ours, double[] bare, String floor) {
        System.out.printf(Locale.ROOT, "  %-24s %s", what, spread(ours));
        if (!floor.isEmpty()) {
            System.out.printf(
                    Locale.ROOT, "; bare %s (%s); ratio %.2f", spread(bare), floor, median(ours) / median(bare));
        }
        System.out.println();
    }

    private static String spread(double[] rates) {
        double[] sorted = rates.clone();
        Arrays.sort(sorted);
        return String.format(Locale.ROOT, "%,.0f/s (%,.0f to %,.0f)", median(rates), sorted[0], sorted[ROUNDS - 1]);
    }

    private static double median(double[] rates) {
        double[] sorted = rates.clone();
        Arrays.sort(sorted);
        return sorted[ROUNDS / 2];
    }
}
