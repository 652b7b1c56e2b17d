package dev.cairn.conformance.harness;

import dev.cairn.store.Store;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Starts the fixture once for each top-level class, opens one store for each class and nested class, gives every test a
 * {@link Subject} with a workspace of its own, checks for leaks when a class is done, and reports by clause.
 */
public final class StoreExtension
        implements BeforeAllCallback,
                AfterAllCallback,
                AfterEachCallback,
                ParameterResolver,
                ExecutionCondition,
                TestExecutionExceptionHandler,
                TestWatcher {
    private static final Namespace SPACE = Namespace.create(StoreExtension.class);
    private static final List<Class<?>> INJECTED =
            List.of(Subject.class, Store.class, StoreFixture.class, TestClock.class);

    /** A failure that a waiver excuses. */
    private static final class Waived extends TestAbortedException {
        private static final long serialVersionUID = 1L;

        Waived(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> skipped =
                Arrays.asList(System.getProperty("conformance.skip", "").split(","));
        Optional<StoreUnderTest> under = under(context);
        if (under.isEmpty() || !topLevel(context) || skipped.equals(List.of(""))) {
            return ConditionEvaluationResult.enabled("not skipped");
        }
        String name;
        try {
            name = Run.instantiate(under.get().value()).provider().name();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a fixture needs a constructor without parameters", e);
        }
        if (!skipped.contains(name)) {
            return ConditionEvaluationResult.enabled("not skipped");
        }
        String why = "SKIPPED " + name + ": -Dconformance.skip names it; nothing was proved for it in this run";
        System.out.println("[conformance] " + why);
        return ConditionEvaluationResult.disabled(why);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        ExtensionContext.Store shared = context.getStore(SPACE);
        if (topLevel(context)) {
            StoreUnderTest under = under(context)
                    .orElseThrow(() -> new IllegalStateException(
                            context.getRequiredTestClass() + " needs @StoreUnderTest(YourFixture.class)"));
            shared.put(Run.class, Run.start(under));
        }
        shared.put(Run.Group.class, run(context).group());
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        ExtensionContext.Store shared = context.getStore(SPACE);
        try {
            required(shared.get(Run.Group.class, Run.Group.class))
                    .finish(context.getRequiredTestClass().getSimpleName());
        } finally {
            if (topLevel(context)) {
                run(context).finish();
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        Subject subject = context.getStore(SPACE).remove(Subject.class, Subject.class);
        if (subject != null) {
            subject.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return INJECTED.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Subject subject = subject(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == Store.class) {
            return subject.store();
        }
        if (type == StoreFixture.class) {
            return subject.fixture();
        }
        return type == TestClock.class ? subject.clock() : subject;
    }

    private static Subject subject(ExtensionContext context) {
        ExtensionContext.Store own = context.getStore(SPACE);
        Subject subject = own.get(Subject.class, Subject.class);
        if (subject == null) {
            try {
                subject = required(own.get(Run.Group.class, Run.Group.class)).subject();
            } catch (Exception e) {
                throw new IllegalStateException("cannot open the store under test: " + e.getMessage(), e);
            }
            own.put(Subject.class, subject);
        }
        return subject;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        Optional<Waiver> waiver = run(context).waiver(clauses(context));
        if (waiver.isPresent() && !(thrown instanceof TestAbortedException)) {
            throw new Waived(
                    waiver.get().reason() + " (" + waiver.get().issue() + ", until "
                            + waiver.get().expires() + ")",
                    thrown);
        }
        throw thrown;
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        record(context, Report.Outcome.PASSED, null);
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        record(context, Report.Outcome.FAILED, cause == null ? null : String.valueOf(cause.getMessage()));
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        record(
                context,
                cause instanceof Waived ? Report.Outcome.WAIVED : Report.Outcome.NOT_APPLICABLE,
                cause == null ? null : cause.getMessage());
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        record(context, Report.Outcome.NOT_APPLICABLE, reason.orElse("disabled"));
    }

    private static void record(ExtensionContext context, Report.Outcome outcome, @Nullable String reason) {
        run(context).report.record(context.getDisplayName(), clauses(context), outcome, reason);
    }

    private static List<String> clauses(ExtensionContext context) {
        List<String> ids = new ArrayList<>();
        Optional<Method> method = context.getTestMethod();
        method.ifPresent(found -> AnnotationSupport.findRepeatableAnnotations(found, Clause.class)
                .forEach(clause -> ids.add(clause.value())));
        return ids;
    }

    private static Run run(ExtensionContext context) {
        return required(context.getStore(SPACE).get(Run.class, Run.class));
    }

    private static boolean topLevel(ExtensionContext context) {
        return context.getTestClass().isPresent()
                && context.getEnclosingTestClasses().isEmpty();
    }

    private static Optional<StoreUnderTest> under(ExtensionContext context) {
        return context.getTestClass().flatMap(type -> AnnotationSupport.findAnnotation(type, StoreUnderTest.class));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value, "the extension was not set up");
    }
}
