package dev.cairn.conformance.perf;

import dev.cairn.Cairn;
import dev.cairn.CairnWorkspace;
import dev.cairn.conformance.perf.Load.Callers;
import dev.cairn.conformance.perf.Load.Threads;
import dev.cairn.logic.PageRequest;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.Position;
import dev.cairn.store.Capability;
import dev.cairn.store.FeedFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The hot operations on one open database, each beside its floor on another with the same rows. */
final class FloorOperations {
    private static final int WRITERS = 64;
    static final int READERS = 8;
    private static final int PAGE = 50;
    private static final int BULK = 100;
    private static final int POLL = SampleData.FILL_BATCH;
    private static final int PLACES = 16;

    /** Appends of many lines that share a transaction of the floor: about what a lane finds queued. */
    private static final int LONG_APPENDS = 16;

    /** Of one round. Where nothing is durable they stay in memory, over up to eighteen rounds. */
    private static final int MOST_LINES = 500_000;

    private static final int MOST_LINES_HELD = 50_000;
    private static final int MOST_CREATES = 50_000;

    /** Threads ask for ids far apart in the index. */
    private static final long STRIDE = 7_919;

    private final Run run;
    private final String backend;
    private final Cairn cairn;
    private final CairnWorkspace workspace;
    private final String durability;
    private final Lanes lanes;
    private final List<Execution> stored;
    private final AtomicLong acknowledged;

    FloorOperations(Run run, String backend, Cairn cairn, Lanes lanes, List<Execution> stored) {
        this.run = run;
        this.backend = backend;
        this.cairn = cairn;
        this.workspace = cairn.workspace(SampleData.WORKSPACE);
        this.durability = cairn.store().description().durability();
        this.lanes = lanes;
        this.stored = stored;
        this.acknowledged = new AtomicLong(stored.size());
    }

    private Execution pick(long n) {
        return stored.get((int) (n * STRIDE % stored.size()));
    }

    /** Both sides hold the same rows and give them in the same order. */
    void verify() throws Exception {
        List<String> newest = workspace.executions().list(ExecutionFilter.ALL, PageRequest.first(PAGE)).items().stream()
                .map(Execution::id)
                .toList();
        require(newest.size() == PAGE, "a page holds " + newest.size());
        require(workspace.executions().get(pick(1).id()).equals(pick(1)), "another execution than was stored");
        if (lanes.present()) {
            Floor.Lane lane = lanes.lane(0);
            require(lane.page(PAGE).equals(newest), "the floor's page differs");
            require(lane.find(pick(1).id()).equals(pick(1).name()), "the floor's execution differs");
            require(lane.poll(0, POLL) == POLL, "the floor's feed is short");
        }
    }

    private static void require(boolean fact, String otherwise) {
        if (!fact) {
            throw new IllegalStateException("not what is to be measured: " + otherwise);
        }
    }

    void reads() throws Exception {
        PageRequest first = PageRequest.first(PAGE);
        for (Threads threads : Threads.values()) {
            String on = threads == Threads.VIRTUAL ? ", virtual threads" : "";
            read(
                    "point read" + on,
                    threads,
                    n -> workspace.executions().get(pick(n).id()),
                    (lane, index, n) -> lane.find(pick(n).id()));
            read(
                    "page of " + PAGE + on,
                    threads,
                    n -> workspace.executions().list(ExecutionFilter.ALL, first),
                    (lane, index, n) -> lane.page(PAGE));
        }
        List<Position> places = new ArrayList<>();
        Position at = Position.START;
        for (int i = 0; i < PLACES; i++) {
            places.add(at);
            at = poll(at);
        }
        read(
                "feed poll of " + POLL + " changes",
                Threads.PLATFORM,
                n -> poll(places.get((int) (n % PLACES))),
                (lane, index, n) -> lane.poll(places.get((int) (n % PLACES)).revision(), POLL));
    }

    private Position poll(Position at) {
        return cairn.store()
                .feed(SampleData.WORKSPACE)
                .after(at, FeedFilter.ALL, POLL)
                .next();
    }

    private void read(String name, Threads threads, Load.Call call, Lanes.Call floor) throws Exception {
        doing(name);
        Rounds rounds = Rounds.measure(
                run.rounds(),
                () -> Load.closed(READERS, threads, run.round(), Callers.shared(call)),
                lanes.reads(run, READERS, floor));
        add(name, rounds, 1, READERS, lanes.present() ? "floor: a connection a thread" : "no floor below maps");
    }

    private void doing(String name) {
        run.doing("floor " + backend + ": " + name);
    }

    private void add(String name, Rounds rounds, int units, int threads, String note) {
        Result.Builder result = rounds.into(Result.of("floor", backend, name), units)
                .rows(stored.size())
                .threads(threads)
                .durability(durability)
                .note(note);
        run.add(units == 1 ? result : result.unit("lines"));
    }

    void creates() throws Exception {
        doing("create");
        int group = lanes.group(Integer.MAX_VALUE);
        Rounds single = Rounds.measure(
                run.rounds(),
                () -> acknowledge(Load.closed(
                        WRITERS,
                        Threads.VIRTUAL,
                        run.round(),
                        MOST_CREATES,
                        Callers.shared(n -> RecordedLife.create(workspace)))),
                lanes.writes(run, group, (lane, index, n) -> lane.create(SampleData.execution())));
        add("create", single, 1, WRITERS, lanes.describe(group));

        String name = "create " + BULK + " in one write";
        doing(name);
        Rounds bulk = Rounds.measure(
                run.rounds(),
                () -> acknowledge(Load.closed(
                                READERS,
                                Threads.VIRTUAL,
                                run.round(),
                                MOST_CREATES / BULK,
                                Callers.shared(n -> SampleData.fill(cairn, SampleData.executions(BULK))))
                        .times(BULK)),
                lanes.writes(run, BULK, (lane, index, n) -> lane.create(SampleData.execution())));
        add(name, bulk, 1, READERS, lanes.describe(BULK));
    }

    private Sample acknowledge(Sample sample) {
        acknowledged.addAndGet(sample.operations());
        return sample;
    }

    /** Pending executions start to run; each can only once, so that every round is given new ones. */
    void statusChanges() throws Exception {
        doing("status change");
        int group = lanes.group(Integer.MAX_VALUE);
        int count = lanes.writers() > 1 ? 1_000 : 20_000;
        Rounds rounds = Rounds.measure(
                run.rounds(),
                () -> {
                    List<Execution> pending = SampleData.executions(count);
                    SampleData.fill(cairn, pending);
                    acknowledged.addAndGet(count);
                    return Load.counted(
                            WRITERS,
                            Threads.VIRTUAL,
                            count,
                            Callers.shared(n -> workspace
                                    .executions()
                                    .start(pending.get((int) n).id())));
                },
                lanes.present() ? () -> floorStatusChanges(count, group) : null);
        add("status change", rounds, 1, WRITERS, lanes.describe(group));
    }

    private Sample floorStatusChanges(int count, int group) throws Exception {
        List<Execution> pending = SampleData.executions(count);
        Floor.Lane first = lanes.lane(0);
        first.transaction(() -> {
            for (Execution e : pending) {
                first.create(e);
            }
        });
        return lanes.writes(count, group, (lane, index, n) -> {
            Execution e = pending.get((int) n);
            lane.update(e, SampleData.started(e));
        });
    }

    /** Each caller appends to a log of its own; the floor's connections share out as many logs, so that both touch as many pages. */
    void appends(int lines) throws Exception {
        String name = lines == 1 ? "append 1 log line" : "append " + lines + " log lines";
        doing(name);
        int group = lanes.group(lines == 1 ? Integer.MAX_VALUE : LONG_APPENDS);
        boolean held = !cairn.store().capabilities().contains(Capability.DURABLE);
        int most = (held ? MOST_LINES_HELD : MOST_LINES) / lines;
        Rounds rounds = Rounds.measure(
                run.rounds(),
                () -> Load.closed(WRITERS, Threads.VIRTUAL, run.round(), most, index -> {
                    String id = pick(index).id();
                    return n -> workspace.logs().append(id, SampleData.lines(n * lines, lines));
                }),
                lanes.writes(run, group, (lane, index, n) -> {
                    long log = index + lanes.writers() * (n % (WRITERS / lanes.writers()));
                    lane.append(pick(log).id(), SampleData.lines(n * lines, lines));
                }));
        add(name, rounds, lines, WRITERS, lanes.describe(group));
    }

    /** Nothing that was acknowledged is missing. */
    void verifyStored() {
        long count = cairn.store()
                .read(
                        SampleData.WORKSPACE,
                        "bench.count",
                        view -> view.executions().count(ExecutionFilter.ALL, Long.MAX_VALUE));
        require(count == acknowledged.get(), acknowledged + " creates were acknowledged, " + count + " are stored");
    }
}
