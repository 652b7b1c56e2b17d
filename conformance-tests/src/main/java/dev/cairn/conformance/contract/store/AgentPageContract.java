package dev.cairn.conformance.contract.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.model.Attribution;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.AuditKey;
import dev.cairn.model.PageKey;
import dev.cairn.model.Session;
import dev.cairn.model.SessionFilter;
import dev.cairn.model.Task;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskStatus;
import dev.cairn.store.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PAGE-1 for sessions, tasks and the audit. */
public abstract class AgentPageContract extends Group {
    @Test
    @Clause("PAGE-1")
    @Clause("SESS-3")
    @Clause("TASK-8")
    @Clause("AUDIT-3")
    @DisplayName(
            "sessions, tasks and audit entries a microsecond apart, three at each, have one order that pages of any size"
                    + " follow while what they showed changes (weakness G.1.7: times of whole seconds, no cursor)")
    void microseconds() {
        Instant base = now();
        List<String> given = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String id = "i%02d".formatted((i * 7) % 24);
            Instant at = base.plusNanos(1_000L * (i / 3));
            given.add(at + " " + id);
            subject.change(tx -> {
                tx.sessions().insert(Samples.session(id, at));
                tx.tasks().insert(List.of(Samples.task(id, 5, at)));
                tx.audit().record(new Attribution("ada", null), "kit", at);
            });
        }
        given.sort(Comparator.reverseOrder());
        for (int limit : new int[] {1, 2, 5, 24}) {
            assertThat(followed(
                            limit,
                            (v, after) -> v.sessions().page(SessionFilter.ALL, after, limit),
                            AgentPageContract::key))
                    .containsExactlyElementsOf(given);
            assertThat(followed(
                            limit, (v, after) -> v.tasks().page(TaskFilter.ALL, after, limit), AgentPageContract::key))
                    .containsExactlyElementsOf(given);
            List<AuditEntry> entries = new ArrayList<>();
            for (int pages = 0; pages < 48 && entries.size() < 48; pages++) {
                AuditKey after = entries.isEmpty() ? null : AuditKey.of(entries.getLast());
                entries.addAll(subject.read(v -> v.audit().page(AuditFilter.ALL, after, limit)));
            }
            assertThat(entries)
                    .extracting(AuditKey::of)
                    .isSortedAccordingTo(Comparator.comparing(AuditKey::time)
                            .thenComparing(AuditKey::place)
                            .reversed());
            assertThat(entries).doesNotHaveDuplicates().hasSize(48);
        }
    }

    private static PageKey key(Session session) {
        return new PageKey(session.createdAt(), session.id());
    }

    private static PageKey key(Task task) {
        return new PageKey(task.spec().createdAt(), task.id());
    }

    private interface PageOf<T> {
        List<T> read(View view, @Nullable PageKey after);
    }

    /** Time and id of each, while a session and a task that a page has shown are updated before the next. */
    private <T> List<String> followed(int limit, PageOf<T> page, Function<T, PageKey> key) {
        List<String> seen = new ArrayList<>();
        PageKey[] after = {null};
        for (int pages = 0; pages <= 24; pages++) {
            List<PageKey> keys =
                    subject.read(v -> page.read(v, after[0])).stream().map(key).toList();
            if (keys.isEmpty()) {
                return seen;
            }
            assertThat(keys).hasSizeLessThanOrEqualTo(limit);
            keys.forEach(k -> seen.add(k.time() + " " + k.id()));
            after[0] = keys.getLast();
            touch(after[0].id());
        }
        return seen;
    }

    private void touch(String id) {
        subject.change(tx -> {
            Session old = tx.sessions().find(id).orElseThrow();
            tx.sessions()
                    .update(
                            new Session(
                                    id,
                                    old.app(),
                                    old.user(),
                                    old.project(),
                                    old.status(),
                                    old.metadata(),
                                    old.createdAt(),
                                    now(),
                                    null,
                                    null,
                                    old.version() + 1),
                            old.version());
            Task task = tx.tasks().find(id).orElseThrow();
            tx.tasks().update(List.of(task.next(Samples.state(TaskStatus.READY, now()))));
        });
    }
}
