package dev.cairn.conformance.mutant;

import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.StoreFixture;
import dev.cairn.store.Store;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the tests of some clauses on a store with a defect. The model test is left out: it knows every clause. */
final class KitRun {
    private static final TestTag MODEL = TestTag.create("model");

    private KitRun() {}

    /**
     * What came of it; names as they are displayed.
     *
     * @param passed how many tests passed
     */
    record Result(int passed, List<String> failed) {}

    static synchronized Result of(
            StoreFixture right, UnaryOperator<Store> plant, Set<String> clauses, Duration patience) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(MutatedConformance.class))
                .filters(EngineFilter.includeEngines("junit-jupiter"), (PostDiscoveryFilter)
                        test -> FilterResult.includedIf(wanted(test, clauses)))
                .build();
        Watcher watcher = new Watcher();
        MutatedFixture.set(new MutatedFixture.Target(right, plant));
        Race.limitPatience(patience);
        try {
            LauncherFactory.create().execute(request, watcher);
        } finally {
            Race.limitPatience(Race.PATIENCE);
            MutatedFixture.set(null);
        }
        return new Result(watcher.passed, List.copyOf(watcher.failed));
    }

    private static boolean wanted(TestDescriptor test, Set<String> clauses) {
        Optional<MethodSource> source =
                test.getSource().filter(MethodSource.class::isInstance).map(MethodSource.class::cast);
        return source.map(method -> !test.getTags().contains(MODEL) && carries(method.getJavaMethod(), clauses))
                .orElse(true);
    }

    private static boolean carries(Method method, Set<String> clauses) {
        return AnnotationSupport.findRepeatableAnnotations(method, Clause.class).stream()
                .anyMatch(clause -> clauses.contains(clause.value()));
    }

    /** Notes what failed; a class that fails as a whole counts too. */
    private static final class Watcher implements TestExecutionListener {
        private final List<String> failed = Collections.synchronizedList(new ArrayList<>());
        private volatile int passed;

        @Override
        public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                failed.add(test.getDisplayName() + ": "
                        + result.getThrowable().map(Watcher::firstLine).orElse("no reason"));
            } else if (test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                passed++;
            }
        }

        private static String firstLine(Throwable thrown) {
            return thrown.toString()
                    .strip()
                    .replaceAll("\\s+", " ")
                    .codePoints()
                    .limit(200)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }
}
