package dev.cairn.conformance.cost;

import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.Subject;
import dev.cairn.model.Attribution;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.BlobRef;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.Memory;
import dev.cairn.model.SessionStatus;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import dev.cairn.model.Task;
import dev.cairn.model.TaskDependency;
import dev.cairn.model.TaskStatus;
import dev.cairn.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * A workspace as it looks after a while: {@value #ROWS} rows of each kind, spread over users, statuses and times, row
 * {@code i} at {@code start} + {@code i} milliseconds.
 */
final class LargeTables {
    static final int ROWS = 100_000;

    private static final int WRITERS = 3;
    private static final int BATCH = 1_000;

    /** Of what the feed tells one by one: a transaction is never split across its pages. */
    private static final int SMALL = 250;

    private static final List<ExecutionStatus> RUN = List.of(ExecutionStatus.values());
    private static final List<SessionStatus> SESSION = List.of(SessionStatus.values());
    private static final List<TaskStatus> TASK = List.of(TaskStatus.values());

    private final Subject subject;
    private final Instant start;

    LargeTables(Subject subject, Instant start) {
        this.subject = subject;
        this.start = start;
    }

    /** When row {@code i} was made. */
    Instant at(int i) {
        return start.plusMillis(i);
    }

    private static String user(int i) {
        return i % 20 == 0 ? "ada" : "user" + i % 50;
    }

    private interface Batch {
        void add(Transaction tx, int from, int to);
    }

    /** All rows, in batches, several at once. */
    private void fill(int size, Batch batch) throws Exception {
        for (int from = 0; from < ROWS; from += WRITERS * size) {
            List<Callable<Long>> writers = new ArrayList<>();
            for (int first = from; first < Math.min(ROWS, from + WRITERS * size); first += size) {
                int mine = first;
                writers.add(() -> subject.change(tx -> batch.add(tx, mine, mine + size)));
            }
            Race.run(writers);
        }
    }

    private void oneAfterTheOther(Batch batch) {
        for (int from = 0; from < ROWS; from += BATCH) {
            int first = from;
            subject.change(tx -> batch.add(tx, first, first + BATCH));
        }
    }

    /** Executions {@code e0} ..., some with steps, an artifact and a log, all audited. */
    void runs(BlobRef content) throws Exception {
        fill(SMALL, (tx, from, to) -> {
            tx.audit().record(new Attribution(user(from / SMALL), "r"), "kit" + from / SMALL % 7, at(from));
            for (int i = from; i < to; i++) {
                tx.executions()
                        .insert(Samples.sample("e" + i, at(i))
                                .status(RUN.get(i % 5))
                                .user(user(i))
                                .tags(i % 10 == 0 ? "ci" : "tag" + i % 100)
                                .build());
                if (i % 20 == 1) {
                    tx.executions().lease("e" + i, at(i));
                }
            }
        });
        for (int from = 0; from < ROWS; from += BATCH) {
            String id = "e" + from;
            Instant at = at(from);
            subject.change(tx -> {
                tx.audit().record(new Attribution("ada", null), "kit", at);
                for (int i = 0; i < SMALL; i++) {
                    tx.steps().insert(Samples.step(id, i, at));
                }
                for (int i = 0; i < SMALL / 5; i++) {
                    tx.artifacts().insert(Samples.artifact(id + "-" + i, id, content, at, at));
                }
                tx.logs().append(id, Samples.lines(at, BATCH));
            });
        }
    }

    /** A link for each entry of the audit's first {@value #ROWS}. */
    void links() {
        List<AuditPlace> places = new ArrayList<>();
        while (places.size() < ROWS) {
            AuditPlace last = places.isEmpty() ? AuditPlace.START : places.getLast();
            subject.read(v -> v.audit().after(last, 10 * BATCH)).forEach(entry -> places.add(entry.place()));
        }
        oneAfterTheOther((tx, from, to) -> {
            List<AuditSeal> seals = new ArrayList<>();
            for (int i = from; i < to; i++) {
                seals.add(new AuditSeal(i + 1L, places.get(i), "a".repeat(64)));
            }
            tx.chain().append(tx.chain().head(), seals);
        });
    }

    /** Sessions {@code s0} ..., and {@code long} with as many events and keys of state. */
    void sessions() throws Exception {
        fill(BATCH, (tx, from, to) -> {
            for (int i = from; i < to; i++) {
                tx.sessions()
                        .insert(Samples.session(
                                "s" + i,
                                i % 3 == 0 ? "chat" : "app" + i % 30,
                                user(i),
                                i % 10 == 0 ? "p" : null,
                                SESSION.get(i % 5),
                                at(i)));
            }
        });
        subject.change(tx -> tx.sessions().insert(Samples.session("long", at(0))));
        StateOwner owner = new StateOwner(StateScope.SESSION, "long");
        oneAfterTheOther((tx, from, to) -> {
            tx.events().append("long", Samples.events(from + 1L, to, at(from)));
            List<StateEntry> entries = new ArrayList<>();
            for (int i = from; i < to; i++) {
                entries.add(new StateEntry(owner, "k" + i, "1", at(i), 1));
            }
            tx.state().put(entries);
        });
    }

    /** Half of them in one namespace, half spread over a thousand; some in their second version. */
    void memories() throws Exception {
        for (long version = 1; version <= 2; version++) {
            long next = version;
            fill(BATCH, (tx, from, to) -> {
                List<Memory> put = new ArrayList<>();
                for (int i = from; i < to && (next == 1 || i < ROWS / 50); i++) {
                    put.add(MemoryCalls.full(i % 2 == 1 ? "user/alice" : "user/bob/" + i % 1_000, i, next, at(i)));
                }
                if (!put.isEmpty()) {
                    tx.memories().put(put, 100);
                }
            });
        }
    }

    /** Tasks {@code t0} ... of every status; the blocked ones wait. */
    void tasks() throws Exception {
        fill(BATCH, (tx, from, to) -> tasks(tx, start, from, to));
    }

    static void tasks(Transaction tx, Instant start, int from, int to) {
        List<Task> some = new ArrayList<>();
        List<TaskDependency> edges = new ArrayList<>();
        for (int i = from; i < to; i++) {
            TaskStatus status = TASK.get(i % 7);
            Instant at = start.plusMillis(i);
            Task task = i % 2 == 0 ? Samples.task("t" + i, i % 10, at) : Samples.child("t" + i, "p" + i % 50, at);
            some.add(new Task(task.id(), task.spec(), Samples.state(status, start), 1));
            if (status == TaskStatus.BLOCKED && i > 7) {
                edges.add(new TaskDependency("t" + i, "t" + (i - 7), false));
            }
        }
        tx.tasks().insert(some);
        tx.dependencies().add(edges);
    }
}
