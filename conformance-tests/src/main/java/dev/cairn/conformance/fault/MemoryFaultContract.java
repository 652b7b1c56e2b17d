package dev.cairn.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Cairn;
import dev.cairn.conformance.contract.RuleGroup;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.StoreException;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.memory.Memories;
import dev.cairn.logic.memory.NewMemory;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Callers that put again after every fault. */
public abstract class MemoryFaultContract extends RuleGroup {
    private static final int PERCENT = 15;
    private static final int ATTEMPTS = 200;

    /** Until an answer comes; a refusal is one. */
    private static void insist(Runnable call) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                call.run();
                return;
            } catch (ConditionFailed refused) {
                assertThat(refused.actual()).as("what was put before").isEqualTo(refused.expected() + 1);
                return;
            } catch (StoreException e) {
                assertThat(e.retry())
                        .as(e.toString())
                        .isIn(StoreException.Retry.SAFE, StoreException.Retry.ONLY_IF_IDEMPOTENT);
            }
        }
        throw new AssertionError("no answer in " + ATTEMPTS + " attempts");
    }

    @Test
    @Clause("MEM-9")
    @Clause("MEM-10")
    @DisplayName(
            "through a faulty store versions that name the one before are put once each, and a namespace moves whole"
                    + " (weakness G.2.9: done again after a crash)")
    void once() {
        FaultyStore store = new FaultyStore(store(), Long.getLong("conformance.seed", 29), PERCENT);
        Memories faulty = Cairn.over(store, subject.clock()).workspace(ws()).memories();
        MemoryKey id = Samples.memoryKey("a/b", "k");
        for (long version = 1; version <= 60; version++) {
            NewMemory next = NewMemory.of("a/b", "k", "\"v" + version + "\"").expecting(version - 1);
            insist(() -> faulty.put(next));
        }
        List<Memory> history = new ArrayList<>(
                space.memories().history(id, PageRequest.first(100)).items());
        assertThat(history)
                .extracting(Memory::version)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 60)
                        .map(back -> 61 - back)
                        .boxed()
                        .toList());
        assertThat(history).allSatisfy(memory -> assertThat(memory.value()).isEqualTo("\"v" + memory.version() + "\""));
        for (int i = 0; i < 20; i++) {
            NewMemory beside = NewMemory.of("a/c", "k" + i, "1").expecting(0);
            insist(() -> faulty.put(beside));
        }
        insist(() -> faulty.moveAll(Namespace.of("a"), Namespace.of("z")));
        assertThat(space.memories()
                        .search(MemoryFilter.below(Namespace.of("z")), PageRequest.first(100))
                        .items())
                .hasSize(21);
        assertThat(space.memories()
                        .search(MemoryFilter.below(Namespace.of("a")), PageRequest.first(100))
                        .items())
                .isEmpty();
    }
}
