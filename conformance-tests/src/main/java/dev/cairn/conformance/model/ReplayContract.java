package dev.cairn.conformance.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.model.Position;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applying the feed to an empty structure, by reading each entity's current state, gives the same state. */
public abstract class ReplayContract extends Group {
    private static final int LENGTH = 200;

    /** Plays a random script that does not compact, calling {@code between} now and then. */
    private void play(long seed, Runnable between) {
        StoreTarget target = new StoreTarget(store(), List.of(ws(), subject.newWorkspace()));
        int line = 0;
        for (Act act : new Generator(seed).script(LENGTH)) {
            if (!(act instanceof Act.Compact)) {
                target.run(replayable(act));
            }
            if (++line % 10 == 0) {
                between.run();
            }
        }
    }

    /**
     * One change stands for a deletion and a new life in one transaction, so each deletion gets one of its own. A heartbeat
     * leaves no change (TASK-5), so there is none.
     */
    private static Act replayable(Act act) {
        if (act instanceof Act.Transact transact) {
            List<Operation> told = transact.operations().stream()
                    .filter(operation -> !(operation instanceof TaskCommands.Extend))
                    .toList();
            List<Operation> deletions = told.stream()
                    .filter(operation -> operation instanceof RunCommands.DeleteExecution
                            || operation instanceof SessionCommands.Delete)
                    .toList();
            return new Act.Transact(transact.workspace(), deletions.isEmpty() ? told : deletions, transact.aborts());
        }
        return act;
    }

    private void assertSame(Replica replica) {
        for (Operation.Query query : Queries.told(Pools.SMALL)) {
            assertThat(query.ask(replica.state())).as(Show.of(query)).isEqualTo(subject.read(query::ask));
        }
        assertThat(replica.applied()).isGreaterThan(5);
    }

    @ParameterizedTest(name = "from the start, at the end, seed {0}")
    @ValueSource(longs = {1, 2, 3})
    @Clause("FEED-7")
    void fromStart(long seed) throws Exception {
        play(seed, () -> {});
        settled(Position.START);
        Replica replica = new Replica(store(), ws());
        replica.pull();
        assertSame(replica);
    }

    @ParameterizedTest(name = "step by step, while the source goes on, seed {0}")
    @ValueSource(longs = {4, 5, 6})
    @Clause("FEED-7")
    void stepByStep(long seed) throws Exception {
        Replica replica = new Replica(store(), ws());
        play(seed, replica::pull);
        settled(Position.START);
        replica.pull();
        assertSame(replica);
    }

    @ParameterizedTest(name = "from the start, after everything was compacted, seed {0}")
    @ValueSource(longs = {7, 8, 9})
    @Clause("FEED-6")
    @Clause("FEED-7")
    void afterCompaction(long seed) throws Exception {
        play(seed, () -> {});
        settled(Position.START);
        long head = store().feed(ws()).head().revision();
        assertThat(store().maintenance().compactFeed(ws(), head, 1_000_000)).isPositive();
        Replica replica = new Replica(store(), ws());
        replica.pull();
        assertSame(replica);
    }
}
