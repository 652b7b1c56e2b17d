package dev.cairn.conformance.contract.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.model.Attribution;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.AuditKey;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.Change;
import dev.cairn.model.EntityKind;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** AUDIT: lists. */
public abstract class AuditListContract extends AuditGroup {
    private static final int MANY = 1_300;

    private List<AuditEntry> newestFirst() {
        return entries().stream()
                .sorted(Comparator.comparing(AuditEntry::time)
                        .thenComparing(AuditEntry::place)
                        .reversed())
                .toList();
    }

    @Test
    @Clause("AUDIT-3")
    @Clause("PAGE-1")
    @Clause("PAGE-2")
    @DisplayName(
            "a list shows exactly what its filter matches, newest first by time, revision and ordinal, whatever the"
                    + " page (weakness G.1.6: a prefix matches more than was asked for)")
    void lists() {
        Random random = new Random(11);
        List<String> actors = List.of("ada", "Ada", "ada2", "ad%", "a_a");
        List<Instant> times = List.of(now(), now(), now(), now());
        for (int i = 0; i < 40; i++) {
            String id = "e" + random.nextInt(4);
            String actor = actors.get(random.nextInt(actors.size()));
            String action = "kit." + random.nextInt(3);
            Instant at = times.get(random.nextInt(times.size()));
            int parts = 1 + random.nextInt(3);
            String fresh = id + "-" + i;
            subject.change(tx -> {
                for (int part = 0; part < parts; part++) {
                    tx.sessions().insert(Samples.session(fresh + part, at));
                }
                if (tx.executions().find(id).isEmpty()) {
                    tx.executions().insert(Samples.execution(id, at));
                }
                tx.steps().insert(Samples.step(id, random.nextInt(1_000_000), at));
                tx.audit().record(new Attribution(actor, null), action, at);
            });
        }
        List<AuditEntry> all = newestFirst();
        Change step = all.stream()
                .map(AuditEntry::change)
                .filter(change -> change.kind() == EntityKind.STEP)
                .findFirst()
                .orElseThrow();
        List<AuditFilter> filters = List.of(
                AuditFilter.ALL,
                AuditFilter.actor("ada"),
                AuditFilter.actor("ad%"),
                AuditFilter.actor("nobody"),
                AuditFilter.action("kit.1"),
                AuditFilter.action("kit"),
                AuditFilter.root("e1"),
                new AuditFilter(null, null, "e1", EntityKind.EXECUTION, null, null, null),
                new AuditFilter(null, null, step.rootId(), EntityKind.STEP, step.id(), null, null),
                new AuditFilter(null, null, "e1", EntityKind.SESSION, null, null, null),
                new AuditFilter(null, null, null, null, null, times.get(1), times.get(3)),
                new AuditFilter(null, null, null, null, null, times.get(3), null),
                new AuditFilter("ada", "kit.2", "e2", EntityKind.STEP, null, times.get(0), times.get(3)));
        for (AuditFilter filter : filters) {
            List<AuditEntry> expected = all.stream().filter(filter::matches).toList();
            for (int limit : new int[] {1, 7, 1_000}) {
                assertThat(paged(filter, limit)).as("%s by %d", filter, limit).isEqualTo(expected);
            }
            assertThat(page(filter, null, 3)).hasSizeLessThanOrEqualTo(3);
        }
        // a place that no entry has, and that lies beyond the range
        AuditKey far = new AuditKey(times.getLast().plusSeconds(9), new AuditPlace(Long.MAX_VALUE, 0));
        assertThat(page(filters.get(10), far, 1_000))
                .isEqualTo(all.stream().filter(filters.get(10)::matches).toList());
    }

    @Test
    @Clause("AUDIT-3")
    @Clause("PAGE-1")
    @DisplayName(
            "a list shows all that it is to show at every moment while there come to be many, whose clocks are apart")
    void manyAndNew() {
        Random random = new Random(12);
        Instant start = now();
        int written = 0;
        for (int looks = 1; written < MANY; looks++) {
            while (written < Math.min(MANY, looks * 97)) {
                int parts = 1 + random.nextInt(4);
                Instant at = start.plusMillis(random.nextInt(5_000));
                String root = "e" + random.nextInt(30);
                int first = written;
                subject.change(tx -> {
                    if (tx.executions().find(root).isEmpty()) {
                        tx.executions().insert(Samples.execution(root, at));
                    }
                    for (int part = 0; part < parts; part++) {
                        tx.steps().insert(Samples.step(root, first + part, at));
                    }
                    tx.audit().record(new Attribution("agent-" + first % 7, null), "kit." + first % 3, at);
                });
                written += parts;
            }
            List<AuditEntry> all = newestFirst();
            assertThat(all).hasSizeGreaterThanOrEqualTo(written);
            for (AuditFilter filter : List.of(
                    AuditFilter.ALL,
                    AuditFilter.actor("agent-3"),
                    AuditFilter.action("kit.1"),
                    AuditFilter.root("e7"),
                    new AuditFilter("agent-2", "kit.0", null, EntityKind.STEP, null, start.plusSeconds(1), null),
                    new AuditFilter(null, null, null, null, null, start.plusSeconds(1), start.plusSeconds(3)))) {
                List<AuditEntry> expected = all.stream().filter(filter::matches).toList();
                assertThat(paged(filter, 250)).as("%s of %d", filter, written).isEqualTo(expected);
                assertThat(page(filter, null, 20)).isEqualTo(expected.subList(0, Math.min(20, expected.size())));
            }
        }
    }
}
