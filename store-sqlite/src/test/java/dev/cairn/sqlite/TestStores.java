package dev.cairn.sqlite;

import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.StoreProviders;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Migration;
import dev.cairn.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** Stores and executions for the tests of this module. */
final class TestStores {
    static final WorkspaceId CI = new WorkspaceId("ci");
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private TestStores() {}

    static StoreSettings settings(Path directory) {
        return StoreSettings.of(
                "sqlite", Map.of("path", directory.resolve("cairn.db").toString()));
    }

    /** With what is declared as default given. */
    static StoreSettings everySetting(Path directory) {
        StoreSettings settings = settings(directory);
        for (var setting : SqliteSettings.DECLARED) {
            if (!setting.name().equals("path")) {
                settings = settings.with(setting.name(), String.valueOf(setting.defaultValue()));
            }
        }
        return settings;
    }

    static Store open(StoreSettings settings) {
        Store store = StoreProviders.of(List.of(new SqliteProvider())).open(settings);
        store.migrate(Migration.CREATE);
        return store;
    }

    /** With a workspace {@link #CI}. */
    static Store fresh(StoreSettings settings) {
        Store store = open(settings);
        store.workspaces().create(new Workspace(CI, EPOCH, false));
        return store;
    }

    /** Waits; no longer than a test that is to fail should take, since an interrupt does not end it. */
    static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not within 30 seconds");
            }
            Thread.onSpinWait();
        }
    }

    /** Holds the lane inside a closure until everything in {@code whileHeld} is queued behind it. */
    static List<Future<?>> queued(Store store, ExecutorService threads, List<Runnable> whileHeld)
            throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<Future<?>> all = new ArrayList<>();
        all.add(threads.submit(() -> store.write(CI, "test.hold", tx -> {
            held.countDown();
            release.await();
            return "";
        })));
        held.await();
        whileHeld.forEach(work -> all.add(threads.submit(work)));
        try {
            await(() -> store.maintenance().statistics().get("queued_writes") == whileHeld.size());
        } finally {
            release.countDown();
        }
        return all;
    }

    static void create(Store store, String id, String command) {
        store.write(CI, "test.create", tx -> {
            tx.executions().insert(execution(id, command));
            return id;
        });
    }

    static boolean exists(Store store, String id) {
        return store.read(CI, "test.find", view -> view.executions().find(id).isPresent());
    }

    static Execution execution(String id, String command) {
        return new Execution(
                id,
                "build",
                command,
                "/src",
                ExecutionStatus.PENDING,
                null,
                null,
                EPOCH,
                null,
                null,
                Map.of(),
                "ada",
                List.of(),
                JsonObject.EMPTY,
                0,
                0,
                -1,
                false,
                1);
    }

    /** Has everything that was written so far in the index, and nothing left that waits for it. */
    static void settle(Store store) {
        SqliteStore settling = (SqliteStore) store;
        settling.index().takeIn();
        settling.lane("test.settle", link -> "", done -> {});
    }

    /** A connection beside the store that sees what the store's readers see. */
    static Connection beside(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try {
            IndexFile.attach(connection, IndexFile.beside(file), IndexFile.NAME);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** What a query beside the store says, one number. */
    static long number(Path directory, String sql) throws SQLException {
        try (Connection connection = beside(directory.resolve("cairn.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
