package dev.cairn.conformance.contract.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.JsonObject;
import dev.cairn.model.LogQuery;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** EXEC: fields, filters, versions, deletion, counts, leases. */
public abstract class ExecutionContract extends Group {
    private static final Map<String, String> ENVIRONMENT = new LinkedHashMap<>();

    static {
        ENVIRONMENT.put("PATH", "/usr/bin");
        ENVIRONMENT.put("A", "");
        ENVIRONMENT.put("path", "=;=");
    }

    private Execution full(String id, ExecutionStatus status) {
        return new Execution(
                id,
                "nightly build",
                "make -j8 all",
                "/src/äö",
                status,
                -15,
                "terminated",
                now(),
                now(),
                now(),
                ENVIRONMENT,
                "ada",
                List.of("ci", "nightly"),
                JsonObject.parse("metadata", "{\"z\":1,\"a\":[1.50,null,{\"b\":\"c\"}],\"n\":12345678901234567890}"),
                12,
                7,
                11,
                true,
                1);
    }

    @Test
    @Clause("EXEC-1")
    @DisplayName("all fields come back as stored, in every status, set or empty (weakness 1: fields silently ignored)")
    void allFields() {
        List<Execution> stored = new ArrayList<>();
        for (ExecutionStatus status : ExecutionStatus.values()) {
            stored.add(insert(full("full-" + status, status)));
            stored.add(insert(
                    Samples.sample("bare-" + status, now()).status(status).build()));
        }
        for (Execution each : stored) {
            assertThat(get(each.id())).isEqualTo(each);
            assertThat(new ArrayList<>(get(each.id()).environment().keySet()))
                    .containsExactlyElementsOf(each.environment().keySet());
        }
        List<Execution> page = subject.read(view -> view.executions().page(ExecutionFilter.ALL, null, 100));
        assertThat(page).containsExactlyElementsOf(stored.reversed());
    }

    @Test
    @Clause("EXEC-1")
    @Clause("EXEC-4")
    @DisplayName("an update replaces every field but the creation time, set to empty and empty to set")
    void updateReplacesAll() {
        Execution full = insert(full("e", ExecutionStatus.FAILED));
        Execution bare = Samples.sample("e", full.createdAt()).version(2).build();
        subject.change(tx -> tx.executions().update(bare, 1));
        assertThat(get("e")).isEqualTo(bare);
        assertThat(matching(new ExecutionFilter(null, null, "ci", null, null, null)))
                .isEmpty();
        Execution again = new Execution(
                "e",
                full.name(),
                full.command(),
                full.workingDirectory(),
                full.status(),
                full.exitCode(),
                full.error(),
                full.createdAt(),
                full.startedAt(),
                full.completedAt(),
                full.environment(),
                full.user(),
                List.of("b", "c"),
                full.metadata(),
                1,
                1,
                0,
                false,
                3);
        subject.change(tx -> tx.executions().update(again, 2));
        assertThat(get("e")).isEqualTo(again);
        assertThat(matching(new ExecutionFilter(null, "ada", "c", null, null, null)))
                .containsExactly(again);
    }

    private List<Execution> matching(ExecutionFilter filter) {
        return subject.read(view -> view.executions().page(filter, null, 1000));
    }

    @Test
    @Clause("EXEC-3")
    @Clause("EXEC-10")
    @DisplayName("300 random filters over 80 random executions show and count exactly what ExecutionFilter.matches"
            + " accepts (weakness 7: the status filter never matches)")
    void randomFilters() {
        Random random = new Random(42);
        List<String> users = List.of("ada", "Ada", "ad", "%", "");
        List<String> tags = List.of("a", "A", "ab", "_", "b");
        List<Instant> times = new ArrayList<>();
        subject.change(tx -> {
            times.clear();
            for (int i = 0; i < 80; i++) {
                times.add(now());
                tx.executions()
                        .insert(Samples.sample("e-" + i, times.get(random.nextInt(times.size())))
                                .status(pick(random, List.of(ExecutionStatus.values())))
                                .user(random.nextInt(4) == 0 ? null : pick(random, users))
                                .tags(tags.stream()
                                        .filter(tag -> random.nextInt(3) == 0)
                                        .sorted()
                                        .toArray(String[]::new))
                                .name(pick(random, List.of("build 100%", "build_1", "BUILD", "bu'ild", "b\\u", "")))
                                .build());
            }
        });
        List<Execution> all = matching(ExecutionFilter.ALL);
        for (int i = 0; i < 300; i++) {
            ExecutionFilter filter = new ExecutionFilter(
                    maybe(random, List.of(ExecutionStatus.values())),
                    maybe(random, users),
                    maybe(random, tags),
                    maybe(random, List.of("%", "_", "build", "BUILD", "'", "\\", "d 1", "")),
                    maybe(random, times),
                    maybe(random, times));
            List<Execution> expected = all.stream().filter(filter::matches).toList();
            int atMost = 1 + random.nextInt(40);
            subject.read(view -> {
                assertThat(view.executions().page(filter, null, 1000))
                        .as(filter.toString())
                        .containsExactlyElementsOf(expected);
                assertThat(view.executions().count(filter, Long.MAX_VALUE)).isEqualTo(expected.size());
                assertThat(view.executions().count(filter, atMost)).isEqualTo(Math.min(expected.size(), atMost));
                return null;
            });
        }
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static <T> @Nullable T maybe(Random random, List<T> choices) {
        return random.nextInt(3) > 0 ? null : pick(random, choices);
    }

    @Test
    @Clause("EXEC-4")
    @Clause("TX-4")
    @DisplayName("of eight writers that expect the same version one wins; each other learns the actual version")
    void oneWins() throws Exception {
        Execution first = insert("e");
        List<Callable<Long>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "by " + i;
            writers.add(() -> {
                try {
                    subject.change(tx -> tx.executions().update(Samples.renamed(first, name), 1));
                    return 0L;
                } catch (ConditionFailed lost) {
                    assertThat(lost.expected()).isEqualTo(1);
                    return lost.actual();
                }
            });
        }
        assertThat(Race.run(writers)).containsExactlyInAnyOrder(0L, 2L, 2L, 2L, 2L, 2L, 2L, 2L);
        assertThat(get("e").version()).isEqualTo(2);
    }

    @Test
    @Clause("EXEC-8")
    @DisplayName("a deletion takes steps, log, artifacts and lease along, and leaves the neighbours alone"
            + " (weakness 15: no foreign keys)")
    void cascade() throws IOException {
        BlobRef content = store().blobs().stage(ws(), bytes("shared"), 100, now());
        for (String id : List.of("e", "e-2")) {
            insert(id);
            subject.change(tx -> {
                tx.steps().insert(Samples.step(id, 0, now()));
                tx.logs().append(id, Samples.lines(now(), 300));
                tx.artifacts().insert(Samples.artifact("a-" + id, id, content, now(), now()));
                tx.executions().lease(id, now());
            });
        }
        subject.change(tx -> tx.executions().delete("e"));
        Instant far = now().plusSeconds(1_000_000);
        subject.read(view -> {
            assertThat(view.executions().find("e")).isEmpty();
            assertThat(view.steps().list("e", -1, 10)).isEmpty();
            assertThat(view.steps().find("e", 0)).isEmpty();
            assertThat(view.logs().lastSequence("e")).isZero();
            assertThat(view.logs().read("e", LogQuery.ALL, 10)).isEmpty();
            assertThat(view.artifacts().find("a-e")).isEmpty();
            assertThat(view.artifacts().list("e", null, 10)).isEmpty();
            assertThat(view.artifacts().expired(far, 10)).hasSize(1);
            assertThat(view.executions().expiredLeases(far, 10)).containsExactly("e-2");
            assertThat(view.logs().lastSequence("e-2")).isEqualTo(300);
            assertThat(view.artifacts().find("a-e-2")).isPresent();
            return null;
        });
        insert("e");
        assertThat(subject.<Long, RuntimeException>write(tx -> tx.logs().append("e", Samples.lines(now(), 1)))
                        .value())
                .as("an execution made again under the id starts with an empty log")
                .isEqualTo(1L);
    }

    @Test
    @Clause("LEASE-1")
    @DisplayName("a lease moves neither version nor feed; expired ones come earliest first, then by id; null ends one")
    void leases() throws Exception {
        Instant base = now();
        for (String id : List.of("d", "c", "b", "a", "none")) {
            insert(id);
        }
        var before = store().feed(ws()).head();
        subject.change(tx -> {
            tx.executions().lease("a", base.plusSeconds(30));
            tx.executions().lease("b", base.plusSeconds(10));
            tx.executions().lease("c", base.plusSeconds(10));
            tx.executions().lease("d", base.plusSeconds(20));
            tx.executions().lease("none", null);
        });
        subject.change(tx -> tx.executions().lease("d", base.plusSeconds(40)));
        assertThat(settled(before)).isEmpty();
        assertThat(get("a").version()).isEqualTo(1);
        assertThat(expired(base.plusSeconds(9), 10)).isEmpty();
        assertThat(expired(base.plusSeconds(100), 10)).containsExactly("b", "c", "a", "d");
        assertThat(expired(base.plusSeconds(100), 2)).containsExactly("b", "c");
        assertThat(expired(base.plusSeconds(30), 10)).containsExactly("b", "c", "a");
        subject.change(tx -> tx.executions().lease("b", null));
        subject.change(tx ->
                tx.executions().update(Samples.renamed(tx.executions().find("c").orElseThrow(), "n"), 1));
        assertThat(expired(base.plusSeconds(100), 10)).containsExactly("c", "a", "d");
        subject.change(tx -> tx.executions().delete("c"));
        assertThat(expired(base.plusSeconds(100), 10)).containsExactly("a", "d");
        assertThat(catchThrowableOfType(
                                NotFound.class,
                                () -> subject.change(tx -> tx.executions().lease("c", base)))
                        .id())
                .isEqualTo("c");
    }

    private List<String> expired(Instant at, int limit) {
        return subject.read(view -> view.executions().expiredLeases(at, limit));
    }
}
