package dev.cairn.conformance.contract.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.model.Artifact;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.PageKey;
import dev.cairn.model.Step;
import dev.cairn.model.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PAGE: following a list while it changes. */
public abstract class PageContract extends Group {
    private List<Execution> page(ExecutionFilter filter, @Nullable PageKey after, int limit) {
        List<Execution> page = subject.read(view -> view.executions().page(filter, after, limit));
        assertThat(page).hasSizeLessThanOrEqualTo(limit);
        return page;
    }

    private static PageKey key(Execution execution) {
        return new PageKey(execution.createdAt(), execution.id());
    }

    private List<Execution> follow(ExecutionFilter filter, int limit) {
        List<Execution> all = new ArrayList<>();
        PageKey after = null;
        while (true) {
            List<Execution> page = page(filter, after, limit);
            if (page.isEmpty()) {
                return all;
            }
            all.addAll(page);
            after = key(page.getLast());
        }
    }

    @Test
    @Clause("PAGE-1")
    @Clause("PAGE-2")
    @DisplayName("with every page size, equal times are told apart by id (weakness 9: paging without a tie-break)")
    void tiesAndSizes() {
        Instant first = now();
        Instant second = now();
        for (int i = 0; i < 30; i++) {
            ExecutionStatus status = i % 3 == 0 ? ExecutionStatus.RUNNING : ExecutionStatus.PENDING;
            String id = "%c%d".formatted(i % 2 == 0 ? 'a' : 'A', i);
            insert(Samples.sample(id, i < 20 ? first : second).status(status).build());
        }
        List<Execution> all = page(ExecutionFilter.ALL, null, 1000);
        assertThat(all)
                .hasSize(30)
                .isSortedAccordingTo(Comparator.comparing(Execution::createdAt)
                        .thenComparing(Execution::id)
                        .reversed());
        ExecutionFilter running = ExecutionFilter.status(ExecutionStatus.RUNNING);
        for (int limit : new int[] {1, 2, 3, 7, 10, 29, 30, 31}) {
            assertThat(follow(ExecutionFilter.ALL, limit)).containsExactlyElementsOf(all);
            assertThat(follow(running, limit))
                    .containsExactlyElementsOf(
                            all.stream().filter(running::matches).toList());
        }
    }

    @Test
    @Clause("PAGE-1")
    @DisplayName("following shows what was there all along exactly once while others insert and delete around it")
    void whileChanging() throws Exception {
        Instant base = now();
        Set<String> stay = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            String id = (i % 2 == 0 ? "stay-" : "go-") + i;
            insert(Samples.execution(id, base.plusNanos(1000L * (i / 4))));
            if (i % 2 == 0) {
                stay.add(id);
            }
        }
        AtomicBoolean done = new AtomicBoolean();
        Callable<List<String>> changer = () -> {
            Random random = new Random(7);
            for (int i = 1; i < 60 && !done.get(); i += 2) {
                String go = "go-" + i;
                String come = "come-" + i;
                Instant at = base.plusNanos(1000L * random.nextInt(16));
                subject.change(tx -> {
                    tx.executions().delete(go);
                    tx.executions().insert(Samples.execution(come, at));
                });
            }
            return List.of();
        };
        Callable<List<String>> follower = () -> {
            List<String> seen = new ArrayList<>();
            for (int round = 0; round < 5; round++) {
                List<String> ids = follow(ExecutionFilter.ALL, 3).stream()
                        .map(Execution::id)
                        .toList();
                assertThat(ids).doesNotHaveDuplicates();
                assertThat(ids.stream().filter(stay::contains).toList()).containsExactlyInAnyOrderElementsOf(stay);
                seen.addAll(ids);
            }
            done.set(true);
            return seen;
        };
        assertThat(Race.run(List.of(changer, follower)).getLast()).isNotEmpty();
    }

    @Test
    @Clause("PAGE-1")
    @DisplayName("a page goes on after its last row also when exactly that row has been deleted")
    void lastRowDeleted() {
        List<String> given = IntStream.range(0, 6).mapToObj(i -> "e-" + i).toList();
        given.forEach(this::insert);
        List<Execution> page = page(ExecutionFilter.ALL, null, 3);
        subject.change(tx -> tx.executions().delete(page.getLast().id()));
        assertThat(page(ExecutionFilter.ALL, key(page.getLast()), 3))
                .extracting(Execution::id)
                .containsExactly("e-2", "e-1", "e-0");
    }

    @Test
    @Clause("PAGE-1")
    @Clause("PAGE-2")
    @DisplayName("artifacts list oldest first with ids as tie-break, and can be followed by pages of any size")
    void artifacts() throws Exception {
        insert("e");
        insert("other");
        Instant same = now();
        BlobRef content = store().blobs().stage(ws(), bytes("x"), 10, now());
        List<Artifact> expected = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Artifact artifact = Samples.artifact("a-" + (11 - i), "e", content, i < 6 ? same : now());
            expected.add(artifact);
            subject.change(tx -> tx.artifacts().insert(artifact));
        }
        subject.change(tx -> tx.artifacts().insert(Samples.artifact("z", "other", content, same)));
        expected.sort(Comparator.comparing(Artifact::createdAt).thenComparing(Artifact::id));
        for (int limit : new int[] {1, 5, 12, 13}) {
            List<Artifact> all = new ArrayList<>();
            for (PageKey after = null;
                    ;
                    after = new PageKey(all.getLast().createdAt(), all.getLast().id())) {
                PageKey from = after;
                List<Artifact> page = subject.read(view -> view.artifacts().list("e", from, limit));
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                if (page.isEmpty()) {
                    break;
                }
                all.addAll(page);
            }
            assertThat(all).containsExactlyElementsOf(expected);
        }
    }

    @Test
    @Clause("PAGE-1")
    @Clause("PAGE-2")
    @Clause("STEP-1")
    @DisplayName("steps list by index, 10 after 9, with gaps, by pages of any size")
    void steps() {
        insert("e");
        List<Integer> indexes = List.of(0, 1, 2, 9, 10, 11, 100, 1_000_000);
        for (int index : indexes.reversed()) {
            subject.change(tx -> tx.steps().insert(Samples.step("e", index, now())));
        }
        for (int limit : new int[] {1, 3, 8, 9}) {
            List<Integer> all = new ArrayList<>();
            while (true) {
                int after = all.isEmpty() ? -1 : all.getLast();
                List<Step> page = subject.read(view -> view.steps().list("e", after, limit));
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                if (page.isEmpty()) {
                    break;
                }
                page.forEach(step -> all.add(step.index()));
            }
            assertThat(all).containsExactlyElementsOf(indexes);
        }
    }

    @Test
    @Clause("PAGE-1")
    @Clause("PAGE-2")
    @DisplayName("workspaces list by id in byte order, by pages")
    void workspaces() throws Exception {
        var other = subject.open(subject.freshDatabase());
        List<String> sorted = List.of("-", "10", "9", "A", "B", "_", "a", "a-b", "ab");
        for (String id : List.of("ab", "B", "a-b", "9", "_", "A", "10", "-", "a")) {
            other.workspaces().create(new dev.cairn.model.Workspace(new WorkspaceId(id), now(), false));
        }
        for (int limit : new int[] {1, 4, 9, 10}) {
            List<String> all = new ArrayList<>();
            for (WorkspaceId after = null; ; after = new WorkspaceId(all.getLast())) {
                var page = other.workspaces().list(after, limit);
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                if (page.isEmpty()) {
                    break;
                }
                page.forEach(workspace -> all.add(workspace.id().value()));
            }
            assertThat(all).containsExactlyElementsOf(sorted);
        }
    }
}
