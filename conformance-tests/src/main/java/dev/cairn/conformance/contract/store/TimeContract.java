package dev.cairn.conformance.contract.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.Subject;
import dev.cairn.model.Artifact;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.LogQuery;
import dev.cairn.model.PageKey;
import dev.cairn.model.Step;
import dev.cairn.model.StepStatus;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** TIME: microseconds, whatever the zone. */
public abstract class TimeContract extends Group {
    /** Both sides of clock changes in several zones, before the epoch, far away, with and without fractions. */
    static final List<Instant> HOSTILE = List.of(
            Instant.parse("0001-01-01T00:00:00Z"),
            Instant.parse("1582-10-10T12:00:00.000001Z"),
            Instant.parse("1883-11-18T17:00:00Z"),
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            Instant.EPOCH,
            Instant.parse("1970-01-01T00:00:00.000001Z"),
            Instant.parse("2025-10-26T00:30:00Z"),
            Instant.parse("2025-10-26T01:30:00Z"),
            Instant.parse("2025-11-02T04:30:00.5Z"),
            Instant.parse("2025-11-02T05:30:00.123456Z"),
            Instant.parse("2026-03-08T07:00:00Z"),
            Instant.parse("2026-03-29T00:59:59.999999Z"),
            Instant.parse("2026-03-29T01:00:00Z"),
            Instant.parse("2026-03-29T01:30:00.1Z"),
            Instant.parse("9999-12-31T23:59:59.999999Z"));

    private final TimeZone before = TimeZone.getDefault();

    @AfterEach
    final void restore() {
        TimeZone.setDefault(before);
    }

    @Test
    @Clause("TIME-1")
    @DisplayName("times come back to the microsecond when the process changes its zone between write and read"
            + " (weakness 10: naive local timestamps)")
    void hostileZones() throws Exception {
        WorkspaceId ws = new WorkspaceId("zones");
        TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
        Store store = subject.open(subject.freshDatabase());
        store.workspaces().create(new Workspace(ws, HOSTILE.get(4), false));
        for (int i = 0; i < HOSTILE.size(); i++) {
            TimeZone.setDefault(TimeZone.getTimeZone(
                    List.of("Asia/Kathmandu", "Europe/Berlin", "Pacific/Apia").get(i % 3)));
            int n = i;
            Subject.write(store, ws, tx -> {
                tx.executions().insert(execution(n));
                tx.steps().insert(step(n));
                tx.logs().append("e-" + n, List.of(Samples.line(HOSTILE.get(n), "x")));
                return n;
            });
        }
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        assertThat(store.workspaces().find(ws).orElseThrow().createdAt()).isEqualTo(HOSTILE.get(4));
        store.read(ws, "kit.read", view -> {
            for (int i = 0; i < HOSTILE.size(); i++) {
                assertThat(view.executions().find("e-" + i)).contains(execution(i));
                assertThat(view.steps().find("e-" + i, 0)).contains(step(i));
                assertThat(view.logs()
                                .read("e-" + i, LogQuery.ALL, 10)
                                .getFirst()
                                .entry()
                                .time())
                        .isEqualTo(HOSTILE.get(i));
            }
            return 1;
        });
    }

    private static Instant other(int i) {
        return HOSTILE.get((i + 1) % HOSTILE.size());
    }

    private static Execution execution(int i) {
        return Samples.sample("e-" + i, HOSTILE.get(i))
                .startedAt(other(i))
                .completedAt(other(i + 1))
                .build();
    }

    private static Step step(int i) {
        Step plain = Samples.step("e-" + i, 0, HOSTILE.get(i));
        return new Step(
                plain.executionId(),
                0,
                plain.name(),
                "",
                StepStatus.COMPLETED,
                0,
                null,
                false,
                Duration.ofNanos(1_234_567_891_000L),
                plain.createdAt(),
                other(i),
                other(i + 1),
                plain.metadata(),
                false,
                1);
    }

    @Test
    @Clause("TIME-1")
    @Clause("PAGE-1")
    @DisplayName("lists are ordered by the instant, not by its text, before the epoch too; bounds are exact to 1 µs")
    void orderedByInstant() {
        for (int i = 0; i < HOSTILE.size(); i++) {
            insert(execution(i));
        }
        List<Instant> descending =
                HOSTILE.stream().sorted(Comparator.reverseOrder()).toList();
        List<Execution> page = subject.read(view -> view.executions().page(ExecutionFilter.ALL, null, 100));
        assertThat(page).extracting(Execution::createdAt).containsExactlyElementsOf(descending);
        for (Instant bound : HOSTILE) {
            ExecutionFilter from = new ExecutionFilter(null, null, null, null, bound, null);
            ExecutionFilter upTo = new ExecutionFilter(null, null, null, null, null, bound);
            ExecutionFilter exactly = new ExecutionFilter(null, null, null, null, bound, bound.plusNanos(1000));
            subject.read(view -> {
                assertThat(view.executions().page(from, null, 100))
                        .containsExactlyElementsOf(
                                page.stream().filter(from::matches).toList());
                assertThat(view.executions().page(upTo, null, 100))
                        .containsExactlyElementsOf(
                                page.stream().filter(upTo::matches).toList());
                assertThat(view.executions().page(exactly, null, 100))
                        .extracting(Execution::createdAt)
                        .containsExactly(bound);
                assertThat(view.executions().page(ExecutionFilter.ALL, new PageKey(bound, "e-"), 1))
                        .as("just below e-N at %s", bound)
                        .containsExactlyElementsOf(page.stream()
                                .filter(each -> each.createdAt().isBefore(bound))
                                .limit(1)
                                .toList());
                return null;
            });
        }
    }

    @Test
    @Clause("TIME-1")
    @Clause("LEASE-1")
    @Clause("ART-2")
    @DisplayName("leases and expiry end exactly at their microsecond")
    void exactEnds() throws Exception {
        Instant end = Instant.parse("2026-10-25T01:00:00.000001Z");
        BlobRef content = store().blobs().stage(ws(), bytes("x"), 10, now());
        insert("e");
        Artifact artifact = Samples.artifact("a", "e", content, now(), end);
        subject.change(tx -> {
            tx.executions().lease("e", end);
            tx.artifacts().insert(artifact);
        });
        subject.read(view -> {
            assertThat(view.executions().expiredLeases(end.minusNanos(1000), 10))
                    .isEmpty();
            assertThat(view.executions().expiredLeases(end, 10)).containsExactly("e");
            assertThat(view.artifacts().expired(end.minusNanos(1000), 10)).isEmpty();
            assertThat(view.artifacts().expired(end, 10)).containsExactly(artifact);
            return null;
        });
    }
}
