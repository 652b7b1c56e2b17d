package dev.cairn.conformance.harness;

import dev.cairn.error.Unavailable;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Migration;
import dev.cairn.store.Store;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One top-level test class: its started fixture and its report. */
final class Run {
    private final StoreFixture fixture;
    private final boolean writesReport;
    final Report report = new Report();

    private Run(StoreFixture fixture, boolean writesReport) {
        this.fixture = fixture;
        this.writesReport = writesReport;
    }

    static StoreFixture instantiate(Class<? extends StoreFixture> type) throws ReflectiveOperationException {
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    static Run start(StoreUnderTest under) throws Exception {
        StoreFixture fixture = instantiate(under.value());
        fixture.start();
        return new Run(fixture, under.report());
    }

    Optional<Waiver> waiver(List<String> clauses) {
        return fixture.waivers().stream()
                .filter(waiver -> clauses.contains(waiver.clause()) && !expired(waiver))
                .findFirst();
    }

    private static boolean expired(Waiver waiver) {
        return waiver.expires().isBefore(LocalDate.now(java.time.ZoneOffset.UTC));
    }

    /** Ends the run. A waiver that is no longer needed or no longer valid fails it. */
    void finish() throws Exception {
        try {
            if (writesReport) {
                report.write(fixture.reportName());
            }
            List<String> wrong = new ArrayList<>();
            for (Waiver waiver : fixture.waivers()) {
                if (expired(waiver)) {
                    wrong.add(waiver.clause() + ": the waiver expired on " + waiver.expires());
                } else if (report.outcome(waiver.clause()) == Report.Outcome.PASSED) {
                    wrong.add(waiver.clause() + ": every test passes, so the waiver must go");
                }
            }
            if (!wrong.isEmpty()) {
                throw new AssertionError("waivers: " + wrong);
            }
        } finally {
            fixture.close();
        }
    }

    Group group() {
        return new Group();
    }

    /** One test class, or nested class: its store, opened at the first use. */
    final class Group {
        private @Nullable Store store;
        private @Nullable StoreSettings settings;
        private @Nullable LeakCheck leaks;

        synchronized Subject subject() throws Exception {
            if (store == null || settings == null) {
                leaks = LeakCheck.start(new TreeSet<>(fixture.sharedThreads()));
                settings = fixture.freshDatabase();
                store = Subject.provide(fixture, settings);
                store.migrate(Migration.CREATE);
                report.describe(store);
            }
            return new Subject(fixture, settings, store);
        }

        synchronized void finish(String name) throws Exception {
            if (store == null || settings == null || leaks == null) {
                return;
            }
            store.close();
            leaks.verify(name);
            if (fixture instanceof Connections counted) {
                StoreSettings database = settings;
                Race.await("every connection to the closed store is gone", () -> open(counted, database) == 0);
            }
        }

        private static int open(Connections counted, StoreSettings database) {
            try {
                return counted.open(database);
            } catch (Exception e) {
                throw new Unavailable("cannot count connections", e);
            }
        }
    }
}
