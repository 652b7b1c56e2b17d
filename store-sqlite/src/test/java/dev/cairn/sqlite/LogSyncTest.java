package dev.cairn.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LogSyncTest {
    @TempDir
    Path directory;

    private Path log() throws Exception {
        return Files.write(directory.resolve("cairn.db-wal"), new byte[10]);
    }

    @Test
    void muchIsSyncedAtOnceAndLittleAfterAWhile() throws Exception {
        try (LogSync sync = new LogSync(log())) {
            assertThat(sync.look(0)).isZero();
            assertThat(sync.look(LogSync.ENOUGH_PAGES)).isZero();
            assertThat(sync.look(LogSync.ENOUGH_PAGES)).isZero();
            assertThat(sync.look(LogSync.ENOUGH_PAGES + 1)).isPositive();
            TestStores.await(() -> look(sync, LogSync.ENOUGH_PAGES + 1) == 0);
            assertThat(sync.look(2 * LogSync.ENOUGH_PAGES)).isPositive();
            assertThat(sync.look(2 * LogSync.ENOUGH_PAGES + 1)).isZero();
        }
    }

    private static long look(LogSync sync, int pages) {
        try {
            return sync.look(pages);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatWasFoldedInIsOnTheDisk() throws Exception {
        try (LogSync sync = new LogSync(log())) {
            sync.done(1_000);
            assertThat(sync.look(1_000)).isZero();
            assertThat(sync.look(1_001)).isPositive();
        }
    }

    @Test
    void aLogThatBeganAnewIsNewFromItsStart() throws Exception {
        try (LogSync sync = new LogSync(log())) {
            sync.done(1_000);
            assertThat(sync.look(1)).isPositive();
            assertThat(sync.look(LogSync.ENOUGH_PAGES)).isZero();
            assertThat(sync.look(LogSync.ENOUGH_PAGES + 1)).isPositive();
        }
    }

    @Test
    void aLogThatIsNotThereYetIsNoFailureAndOneThatCannotBeOpenedIs() throws Exception {
        Path log = directory.resolve("cairn.db-wal");
        try (LogSync sync = new LogSync(log)) {
            assertThat(sync.look(LogSync.ENOUGH_PAGES)).isZero();
            Files.createDirectory(log);
            assertThatIOException().isThrownBy(() -> sync.look(2 * LogSync.ENOUGH_PAGES));
        }
    }
}
