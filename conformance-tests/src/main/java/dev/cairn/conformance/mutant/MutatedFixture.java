package dev.cairn.conformance.mutant;

import dev.cairn.conformance.harness.StoreFixture;
import dev.cairn.spi.Setting;
import dev.cairn.spi.StoreProvider;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Store;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A backend's fixture with a defect planted into every store that it opens. JUnit makes it without arguments, so what to
 * mutate stands in a static field while {@link KitRun} runs, one run at a time.
 */
final class MutatedFixture implements StoreFixture {
    /** What is run now. */
    record Target(StoreFixture right, UnaryOperator<Store> plant) {}

    private static volatile @Nullable Target current;

    private final Target target;

    MutatedFixture() {
        Target set = current;
        if (set == null) {
            throw new IllegalStateException("only for runs of mutants");
        }
        target = set;
    }

    static void set(@Nullable Target next) {
        current = next;
    }

    @Override
    public StoreProvider provider() {
        return new MutatedProvider(target);
    }

    @Override
    public StoreSettings freshDatabase() throws Exception {
        return target.right().freshDatabase();
    }

    @Override
    public Set<String> sharedThreads() {
        return target.right().sharedThreads();
    }

    /** Opens what the right provider opens, with the defect. */
    private static final class MutatedProvider implements StoreProvider {
        private final Target target;

        MutatedProvider(Target target) {
            this.target = target;
        }

        @Override
        public String name() {
            return target.right().provider().name();
        }

        @Override
        public List<Setting> settings() {
            return target.right().provider().settings();
        }

        @Override
        public Store open(StoreSettings settings) {
            return target.plant().apply(target.right().provider().open(settings));
        }
    }
}
