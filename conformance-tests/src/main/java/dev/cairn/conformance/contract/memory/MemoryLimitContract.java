package dev.cairn.conformance.contract.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.contract.RuleGroup;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.logic.Limits;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.memory.Memories;
import dev.cairn.logic.memory.NewMemory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.Namespace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** LIM-1 for memories. */
public abstract class MemoryLimitContract extends RuleGroup {
    private static final String NS = "user/alice";

    private Memories memories() {
        return space.memories();
    }

    private static NewMemory theme(String json) {
        return NewMemory.of(NS, "theme", json.replace('\'', '"'));
    }

    private void put(NewMemory input) {
        memories().put(input);
    }

    private List<String> found(MemoryFilter filter) {
        return memories().search(filter, PageRequest.first(1_000)).items().stream()
                .map(memory -> memory.id().key())
                .toList();
    }

    @Test
    @Clause("LIM-1")
    @Clause("ERR-1")
    @DisplayName("limits and malformed values are refused with the name of the field, before anything is written")
    void limits() {
        String long257 = "k".repeat(Limits.MEMORY_KEY + 1);
        assertThatThrownBy(() -> put(NewMemory.of(NS, long257, "1"))).isInstanceOf(LimitExceeded.class);
        assertThatThrownBy(() -> put(theme("'" + "v".repeat(Limits.MEMORY_VALUE) + "'")))
                .isInstanceOf(LimitExceeded.class);
        assertThatThrownBy(() -> Namespace.of("a/".repeat(16) + "b")).isInstanceOf(LimitExceeded.class);
        assertThatThrownBy(() -> Namespace.of("n".repeat(513))).isInstanceOf(LimitExceeded.class);
        for (String path : List.of("/", "a/", "/a", "a//b", "a\u0001", "a\n", "\uD800")) {
            assertThatThrownBy(() -> Namespace.parse("namespace", path))
                    .isInstanceOfSatisfying(
                            InvalidArgument.class,
                            wrong -> assertThat(wrong.field()).isEqualTo("namespace"));
        }
        for (NewMemory wrong : List.of(
                NewMemory.of(NS, "", "1"),
                NewMemory.of("", "k", "1"),
                theme("null"),
                theme("{"),
                theme("1").lasting(Duration.ZERO),
                theme("1").lasting(Duration.ofSeconds(-1)))) {
            assertThatThrownBy(() -> put(wrong)).as(wrong.toString()).isInstanceOf(InvalidArgument.class);
        }
        assertThatThrownBy(() -> memories().putAll(List.of(theme("1"), theme("2"))))
                .isInstanceOf(InvalidArgument.class);
        assertThatThrownBy(() -> memories()
                        .putAll(IntStream.rangeClosed(0, Limits.MEMORY_BATCH)
                                .mapToObj(i -> NewMemory.of(NS, "k" + i, "1"))
                                .toList()))
                .isInstanceOf(LimitExceeded.class);
        assertThatThrownBy(() -> found(MemoryFilter.ALL.containing("?!"))).isInstanceOf(InvalidArgument.class);
        assertThatThrownBy(() -> found(new MemoryFilter(Namespace.ROOT, null, null, Map.of("a", List.of()), null)))
                .isInstanceOf(InvalidArgument.class);
        assertThatThrownBy(() -> memories().namespaces(Namespace.ROOT, 17, PageRequest.first(1)))
                .isInstanceOf(InvalidArgument.class);
        assertThat(found(MemoryFilter.ALL)).isEmpty();
        put(NewMemory.of(NS, "k".repeat(Limits.MEMORY_KEY), "\"" + "\u65E5 ".repeat(60_000) + "\""));
        put(NewMemory.of("\u65E5".repeat(510) + "/x", "\u65E5".repeat(Limits.MEMORY_KEY), "1"));
        assertThat(found(MemoryFilter.ALL.containing("\u65E5"))).hasSize(1);
    }
}
