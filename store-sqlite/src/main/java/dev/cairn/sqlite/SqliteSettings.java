package dev.cairn.sqlite;

import dev.cairn.error.InvalidArgument;
import dev.cairn.spi.Setting;
import dev.cairn.spi.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What can be set, read once. */
record SqliteSettings(
        Path file,
        String synchronous,
        int readers,
        int queue,
        Duration busyTimeout,
        long cacheBytes,
        long mmapBytes,
        long walBytes) {

    private static final long MIB = 1L << 20;

    static final List<Setting> DECLARED = List.of(
            Setting.path(
                    "path",
                    "./cairn-data/cairn.db",
                    "The database file; its directory also holds the content of artifacts and the lock, and belongs to"
                            + " one store"),
            Setting.choice(
                    "synchronous",
                    "normal",
                    List.of("normal", "full"),
                    "normal: a returned write survives a killed process; full: also a power failure, at one fsync a"
                            + " commit"),
            Setting.integer("readers", 4, 1, 64, "Connections for reading, each with a thread"),
            Setting.integer("queue", 4096, 1, 1_000_000, "Calls that may wait for the writer, and for the readers"),
            Setting.duration(
                    "busy_timeout", "5s", 0, 600_000, "How long to wait for another program's lock on the file"),
            Setting.bytes("cache_bytes", "16m", MIB, 1L << 40, "Page cache of each connection"),
            Setting.bytes(
                    "mmap_bytes",
                    "2047m",
                    0,
                    1L << 40,
                    "How much of the file is read through memory mapping; the engine takes no more than 2047m"),
            Setting.bytes(
                    "wal_bytes", "128m", MIB, 1L << 40, "Above this size the write-ahead log is folded in and cut"));

    static SqliteSettings of(StoreSettings settings) {
        Path file = settings.path("path").toAbsolutePath().normalize();
        if (file.getFileName() == null || file.getParent() == null) {
            throw new InvalidArgument("path", "must name a file in a directory");
        }
        return new SqliteSettings(
                file,
                settings.text("synchronous"),
                settings.integer("readers"),
                settings.integer("queue"),
                settings.duration("busy_timeout"),
                settings.bytes("cache_bytes"),
                settings.bytes("mmap_bytes"),
                settings.bytes("wal_bytes"));
    }

    Path directory() {
        return Objects.requireNonNull(file.getParent());
    }

    Path wal() {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    Path index() {
        return IndexFile.beside(file);
    }
}
