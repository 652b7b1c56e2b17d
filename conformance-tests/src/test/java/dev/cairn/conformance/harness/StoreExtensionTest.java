package dev.cairn.conformance.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.cairn.spi.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What the extension does with failures, waivers, skips and leaks. */
class StoreExtensionTest {
    /** How tests and containers of one class ended: {@code NAME STATUS MESSAGE}. */
    private static List<String> run(Class<?> type) {
        List<String> ended = new ArrayList<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(type))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest() || result.getStatus() != Status.SUCCESSFUL) {
                                    ended.add(test.getDisplayName() + " " + result.getStatus() + " "
                                            + result.getThrowable()
                                                    .map(Throwable::getMessage)
                                                    .orElse(""));
                                }
                            }

                            @Override
                            public void executionSkipped(TestIdentifier test, String reason) {
                                ended.add(test.getDisplayName() + " SKIPPED " + reason);
                            }
                        });
        return ended;
    }

    /** A fixture that waives TX-1 until a day. */
    abstract static class Waiving extends BareStore.Fixture {
        private final LocalDate until;

        Waiving(LocalDate until) {
            this.until = until;
        }

        @Override
        public List<Waiver> waivers() {
            return List.of(new Waiver("TX-1", "not yet", "BARE-1", until));
        }
    }

    static final class ForLong extends Waiving {
        ForLong() {
            super(LocalDate.of(2999, 1, 1));
        }
    }

    static final class Expired extends Waiving {
        Expired() {
            super(LocalDate.of(2020, 1, 1));
        }
    }

    abstract static class Failing {
        @Test
        @Clause("TX-1")
        void fails(Subject subject) {
            throw new AssertionError(
                    "does not hold on " + subject.store().description().backend());
        }
    }

    @StoreUnderTest(value = BareStore.Fixture.class, report = false)
    static class NotWaived extends Failing {}

    @StoreUnderTest(value = ForLong.class, report = false)
    static class Waived extends Failing {}

    @StoreUnderTest(value = Expired.class, report = false)
    static class WaivedTooLong extends Failing {}

    @StoreUnderTest(value = ForLong.class, report = false)
    static class NeedlesslyWaived {
        @Test
        @Clause("TX-1")
        void passes(Subject subject) {
            assertThat(subject.workspace()).isNotEqualTo(subject.newWorkspace());
        }
    }

    @Test
    void a_failure_is_a_failure_and_a_waived_one_is_aborted_with_its_reason() {
        assertThat(run(NotWaived.class)).containsExactly("fails(Subject) FAILED does not hold on bare");
        assertThat(run(Waived.class)).containsExactly("fails(Subject) ABORTED not yet (BARE-1, until 2999-01-01)");
    }

    @Test
    void an_expired_waiver_excuses_nothing_and_fails_the_class() {
        assertThat(run(WaivedTooLong.class))
                .containsExactly(
                        "fails(Subject) FAILED does not hold on bare",
                        "StoreExtensionTest$WaivedTooLong FAILED waivers: [TX-1: the waiver expired on 2020-01-01]");
    }

    @Test
    void a_waiver_that_is_not_needed_fails_the_class() {
        assertThat(run(NeedlesslyWaived.class))
                .containsExactly(
                        "passes(Subject) SUCCESSFUL ",
                        "StoreExtensionTest$NeedlesslyWaived FAILED"
                                + " waivers: [TX-1: every test passes, so the waiver must go]");
    }

    static final class NoEngine extends BareStore.Fixture {
        @Override
        public void start() throws IOException {
            throw new IOException("there is no engine on this machine");
        }
    }

    @StoreUnderTest(value = NoEngine.class, report = false)
    static class WithoutEngine extends Failing {}

    @Test
    void without_an_engine_the_class_fails_and_is_not_skipped() {
        assertThat(run(WithoutEngine.class))
                .containsExactly("StoreExtensionTest$WithoutEngine FAILED there is no engine on this machine");
    }

    @Test
    void only_the_property_skips_a_backend_and_says_so() {
        System.setProperty("conformance.skip", "other,bare");
        try {
            assertThat(run(NotWaived.class))
                    .containsExactly("StoreExtensionTest$NotWaived SKIPPED SKIPPED bare: -Dconformance.skip names it;"
                            + " nothing was proved for it in this run");
        } finally {
            System.clearProperty("conformance.skip");
        }
    }

    static final class Reporting extends BareStore.Fixture {
        @Override
        public String reportName() {
            return "bare-report";
        }
    }

    @StoreUnderTest(Reporting.class)
    static class Reported extends Failing {
        @Test
        @Clause("TX-2")
        @Clause("TX-10")
        void passes(Subject subject) {
            assertThat(subject.settings()).isInstanceOf(StoreSettings.class);
        }

        @Test
        @Clause("TX-3")
        void doesNotApply(Subject subject) {
            subject.needs(Pausable.class, "nothing to freeze");
        }
    }

    @Test
    void the_report_says_for_each_clause_how_it_ended_and_why() throws IOException {
        assertThat(run(Reported.class)).hasSize(3);
        String json = Files.readString(Path.of("target", "conformance", "bare-report.json"));
        assertThat(json)
                .contains("\"backend\":\"bare-report\"")
                .contains("\"total\":3,\"passed\":1,\"failed\":1,\"waived\":0,\"not-applicable\":1")
                .contains("\"TX-1\":{\"outcome\":\"failed\",\"tests\":1,\"notes\":[\"failed: fails(Subject):"
                        + " does not hold on bare\"]}")
                .contains("\"TX-2\":{\"outcome\":\"passed\",\"tests\":1}")
                .contains("\"TX-3\":{\"outcome\":\"not-applicable\"")
                .contains("nothing to freeze (the fixture is not Pausable)");
        assertThat(json.indexOf("\"TX-10\"")).isGreaterThan(json.indexOf("\"TX-3\""));
    }

    @Test
    void a_thread_left_behind_is_named_unless_its_driver_keeps_it() throws InterruptedException {
        LeakCheck strict = LeakCheck.start(Set.of());
        LeakCheck lenient = LeakCheck.start(Set.of("left-"));
        CountDownLatch end = new CountDownLatch(1);
        Thread left = Thread.ofPlatform().name("left-behind").start(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            lenient.verify("a test", Duration.ofMillis(50));
            assertThatThrownBy(() -> strict.verify("a test", Duration.ofMillis(50)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("left-behind")
                    .hasMessageContaining("await");
        } finally {
            end.countDown();
            left.join();
        }
        strict.verify("a test");
    }
}
