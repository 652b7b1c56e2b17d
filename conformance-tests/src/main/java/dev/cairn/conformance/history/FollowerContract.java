package dev.cairn.conformance.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.model.Change;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Position;
import dev.cairn.store.ChangeFeed.ChangePage;
import dev.cairn.store.FeedFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Followers of the feed while others write, reconnecting at random. */
public abstract class FollowerContract extends Group {
    private static final long SEED = Long.getLong("conformance.seed", 17);

    /** Within a transaction the order is free. */
    private static final Comparator<Change> ORDER = Comparator.comparingLong(Change::revision)
            .thenComparing(Change::rootId)
            .thenComparing(Change::kind);

    private Traffic traffic;

    @BeforeEach
    void executions() {
        Traffic.IDS.forEach(this::insert);
        traffic = new Traffic(subject, SEED);
    }

    @Test
    @Clause("FEED-1")
    @Clause("FEED-2")
    @Clause("FEED-3")
    @DisplayName(
            "a follower that reconnects at its last position sees every change of six writers once, in commit order")
    void fromLastPosition() throws Exception {
        Position start = store().feed(ws()).head();
        List<Callable<List<Change>>> tasks = traffic.writers(List.of());
        tasks.add(() -> follow(start));
        List<Change> seen = Race.run(tasks).getLast();
        assertThat(seen.stream().sorted(ORDER).toList())
                .isEqualTo(traffic.told().stream().sorted(ORDER).toList());
    }

    /** Reconnects for every page, by way of the text form of the position. */
    private List<Change> follow(Position start) throws InterruptedException {
        Random random = new Random(SEED);
        List<Change> seen = new ArrayList<>();
        Position position = start;
        while (seen.size() < traffic.total()) {
            ChangePage page = nextPage(position, 1 + random.nextInt(5), () -> false);
            long last = seen.isEmpty() ? 0 : seen.getLast().revision();
            assertThat(page.changes())
                    .as("changes after %s; %d of %d seen", position, seen.size(), traffic.total())
                    .isNotEmpty()
                    .extracting(Change::revision)
                    .isSorted()
                    .allMatch(revision -> revision > last);
            seen.addAll(page.changes());
            position = Position.parse("position", page.next().token());
        }
        assertThat(store().feed(ws()).after(position, FeedFilter.ALL, 10).changes())
                .isEmpty();
        return seen;
    }

    /** Waits for changes, unless there is nothing left to come; a feed may show a commit later than it returned. */
    private ChangePage nextPage(Position position, int limit, BooleanSupplier nothingLeft) throws InterruptedException {
        AtomicReference<ChangePage> page = new AtomicReference<>(new ChangePage(List.of(), position));
        Race.within(Race.PATIENCE, () -> {
            page.set(store().feed(ws()).after(position, FeedFilter.ALL, limit));
            return !page.get().changes().isEmpty() || nothingLeft.getAsBoolean();
        });
        return page.get();
    }

    @Test
    @Clause("FEED-4")
    @Clause("TX-2")
    @DisplayName(
            "following from snapshots taken at random misses nothing that they lack and repeats nothing that they hold")
    void fromSnapshots() throws Exception {
        List<Callable<Boolean>> tasks = traffic.writers(true);
        tasks.add(this::followSnapshots);
        assertThat(Race.run(tasks)).containsOnly(true);
    }

    private boolean followSnapshots() throws InterruptedException {
        Random random = new Random(SEED);
        Snapshot state = snapshot();
        while (!(traffic.done() && state.sameAs(snapshot()))) {
            Snapshot known = state;
            ChangePage page =
                    nextPage(state.position(), 1 + random.nextInt(5), () -> traffic.done() && known.sameAs(snapshot()));
            assertThat(page.changes().isEmpty() && !state.sameAs(snapshot()))
                    .as("the feed ends before the state: %s", state)
                    .isFalse();
            for (Change change : page.changes()) {
                // one version or two lines for each write: anything else was missed, or repeated
                assertThat(change.version())
                        .as("%s, after %s", change, state)
                        .isEqualTo(state.version(change) + (change.kind() == EntityKind.LOG ? Traffic.LINES : 1));
                state.move(change);
            }
            state = state.at(page.next());
            if (random.nextInt(4) == 0) {
                Snapshot later = snapshot();
                assertThat(later.behind(state))
                        .as("%s is behind %s", later, state)
                        .isFalse();
                state = later;
            }
        }
        return true;
    }

    private Snapshot snapshot() {
        return subject.read(Snapshot::of);
    }
}
