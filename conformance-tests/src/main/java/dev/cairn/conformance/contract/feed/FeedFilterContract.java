package dev.cairn.conformance.contract.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Change;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Position;
import dev.cairn.store.ChangeFeed.ChangePage;
import dev.cairn.store.FeedFilter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** FEED: a part of it, chosen by a filter. */
public abstract class FeedFilterContract extends Group {
    private static final int MANY = 1_300;
    private static final int ROOTS = 20;

    @Test
    @Clause("FEED-3")
    @DisplayName("a filter shows exactly what FeedFilter.matches accepts, and next moves on past what it hides")
    void filters() throws Exception {
        BlobRef content = store().blobs().stage(ws(), bytes("x"), 10, now());
        for (String id : List.of("e", "e2", "E")) {
            insert(id);
            subject.change(tx -> tx.steps().insert(Samples.step(id, 0, now())));
            subject.change(tx -> tx.logs().append(id, Samples.lines(now(), 1)));
            subject.change(tx -> tx.artifacts().insert(Samples.artifact("a-" + id, id, content, now())));
        }
        List<Change> all = settled(Position.START);
        assertThat(all).hasSize(12);
        List<FeedFilter> filters = List.of(
                FeedFilter.ALL,
                FeedFilter.root("e"),
                FeedFilter.root("E"),
                FeedFilter.root("none"),
                new FeedFilter(EnumSet.of(EntityKind.LOG), null),
                new FeedFilter(EnumSet.of(EntityKind.STEP, EntityKind.ARTIFACT), "e2"),
                new FeedFilter(Set.of(EntityKind.EXECUTION), "e2"));
        for (FeedFilter filter : filters) {
            List<Change> shown = new ArrayList<>();
            Position at = Position.START;
            for (int i = 0; i < 100 && at.revision() < all.getLast().revision(); i++) {
                ChangePage page = store().feed(ws()).after(at, filter, 2);
                shown.addAll(page.changes());
                at = page.next();
            }
            shown.removeIf(change -> change.id().startsWith("marker-"));
            assertThat(shown)
                    .as(filter.toString())
                    .containsExactlyElementsOf(
                            all.stream().filter(filter::matches).toList());
        }
    }

    /** What the feed shows of a root from a position on, by small pages, up to where it was told to be complete. */
    private List<Change> followed(String root, Position from, long head, int limit) {
        List<Change> shown = new ArrayList<>();
        Position at = from;
        for (int i = 0; i < MANY && at.revision() < head; i++) {
            ChangePage page = store().feed(ws()).after(at, FeedFilter.root(root), limit);
            shown.addAll(page.changes());
            at = page.next();
        }
        return shown;
    }

    @Test
    @Clause("FEED-3")
    @Clause("FEED-6")
    @DisplayName(
            "the changes of one root are all shown, in order, from wherever they are followed, at every moment while there"
                    + " come to be many, and after compaction")
    void rootAmongMany() throws Exception {
        Random random = new Random(13);
        for (int root = 0; root < ROOTS; root++) {
            insert("e" + root);
        }
        int written = 0;
        for (int looks = 1; written < MANY; looks++) {
            while (written < Math.min(MANY, looks * 173)) {
                String root = "e" + random.nextInt(ROOTS);
                int parts = 1 + random.nextInt(4);
                int first = written;
                subject.change(tx -> {
                    for (int part = 0; part < parts; part++) {
                        tx.steps().insert(Samples.step(root, first + part, now()));
                    }
                });
                written += parts;
            }
            List<Change> all = settled(Position.START);
            for (int i = 0; i < 5; i++) {
                String root = "e" + random.nextInt(ROOTS);
                fromTheStart(all, root);
                fromTheMiddle(all, root, random);
            }
        }
        long through = store().feed(ws()).head().revision();
        for (int root = 0; root < ROOTS; root++) {
            String id = "e" + root;
            subject.change(tx -> tx.logs().append(id, Samples.lines(now(), 1)));
            subject.change(tx -> tx.logs().append(id, Samples.lines(now(), 1)));
        }
        List<Change> all = settled(Position.START);
        Map<String, Change> last = new HashMap<>();
        all.forEach(change -> last.put(change.rootId() + "/" + change.kind() + "/" + change.id(), change));
        Predicate<Change> kept = change -> change.revision() > through || last.containsValue(change);
        store().maintenance().compactFeed(ws(), through, 1_000_000);
        List<Change> left = settled(Position.START);
        assertThat(left).containsExactlyElementsOf(all.stream().filter(kept).toList());
        for (int root = 0; root < ROOTS; root++) {
            fromTheStart(left, "e" + root);
        }
    }

    private void fromTheStart(List<Change> all, String root) {
        assertThat(followed(root, Position.START, all.getLast().revision(), 7))
                .as("%s of %d", root, all.size())
                .containsExactlyElementsOf(of(all, root));
    }

    private static List<Change> of(List<Change> all, String root) {
        return all.stream().filter(FeedFilter.root(root)::matches).toList();
    }

    private void fromTheMiddle(List<Change> all, String root, Random random) {
        Change from = all.get(random.nextInt(all.size()));
        Position middle = new Position(store().feed(ws()).head().epoch(), from.revision(), null);
        assertThat(followed(root, middle, all.getLast().revision(), 7))
                .as("%s after %d", root, from.revision())
                .containsExactlyElementsOf(of(all, root).stream()
                        .filter(change -> change.revision() > from.revision())
                        .toList());
    }
}
