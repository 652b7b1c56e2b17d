package dev.cairn.conformance.perf.growth;

import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Stored;
import dev.cairn.conformance.perf.Suite;
import java.util.List;
import java.util.Locale;

/**
 * One database that grows, measured at some sizes, and beside it one that stays as small as it began: what an operation
 * costs at a size is compared with what it costs there, in turn, so that the machine's other work falls on both.
 */
public final class GrowthSuite implements Suite {
    private final Scale scale;

    /**
     * How much to store.
     *
     * @param sizes executions, ascending
     * @param lives executions to take the bytes of
     * @param logLines lines to take the bytes of
     * @param events of a long session
     */
    public record Scale(List<Long> sizes, int lives, int logLines, int events) {
        public Scale {
            sizes = List.copyOf(sizes);
        }
    }

    public GrowthSuite() {
        this(1_000_000);
    }

    /** @param largest 10,000 or more: the last size; those before are powers of ten */
    public GrowthSuite(long largest) {
        this(new Scale(
                java.util.stream.LongStream.of(10_000, 100_000, 1_000_000, largest)
                        .filter(size -> size <= largest)
                        .distinct()
                        .sorted()
                        .boxed()
                        .toList(),
                10_000,
                1_000_000,
                100_000));
    }

    public GrowthSuite(Scale scale) {
        this.scale = scale;
    }

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public void run(Run run, Backend backend) throws Exception {
        run.doing("growth " + backend.name() + ": bytes of " + scale.lives() + " executions");
        run.add(StoredBytes.perExecution(name(), backend, scale.lives()));
        run.doing("growth " + backend.name() + ": bytes of " + scale.logLines() + " log lines");
        StoredBytes.perLogByte(run, backend, scale.logLines());
        SessionGrowth.measure(run, backend, scale.events());
        grow(run, backend);
    }

    private void grow(Run run, Backend backend) throws Exception {
        try (GrowingDatabase control = new GrowingDatabase(backend);
                GrowingDatabase grown = new GrowingDatabase(backend)) {
            long smallest = scale.sizes().getFirst();
            double bytesEach = 0;
            control.fill(run, "growth " + backend.name() + ", the small one", smallest);
            for (long wanted : scale.sizes()) {
                long fitting = grown.size() + Stored.fitting(grown.cairn(), bytesEach);
                long size = Math.min(wanted, fitting / 1_000 * 1_000);
                if (size <= grown.size()) {
                    run.doing("growth " + backend.name() + ": no more than " + grown.size() + " executions fit");
                    return;
                }
                String note = size == wanted
                        ? ""
                        : String.format(
                                Locale.ROOT, "%,d fit into 70%% of the memory allowed, instead of %,d", size, wanted);
                long began = System.nanoTime();
                long before = grown.size();
                long held = Stored.memory(grown.cairn());
                grown.fill(run, "growth " + backend.name(), size);
                bytesEach = (double) (Stored.memory(grown.cairn()) - held) / (size - before);
                double rate = (size - before) / ((System.nanoTime() - began) / 1e9);
                new GrowthPoint(run, backend.name(), grown, size == smallest ? null : control, note).measure(rate);
                if (size < wanted) {
                    return;
                }
            }
        }
    }
}
