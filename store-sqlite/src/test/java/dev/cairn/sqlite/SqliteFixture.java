package dev.cairn.sqlite;

import dev.cairn.conformance.harness.Connections;
import dev.cairn.conformance.harness.Damageable;
import dev.cairn.conformance.harness.Explainable;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.StoreFixture;
import dev.cairn.conformance.harness.Versioned;
import dev.cairn.model.BlobRef;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.StoreProvider;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Store;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sqlite.ProgressHandler;

/** Each database is a file in a temporary directory of its own. */
public final class SqliteFixture implements StoreFixture, Versioned, Damageable, Connections, Explainable {
    /**
     * No scans, though called so: functions that make rows of a parameter, rows that a subquery has already bounded, the chain
     * of a memory's versions or a session's events, a text index asked for a row (=) or for terms (M), and what waits for that index, which is
     * bounded. Going through all tasks of
     * a workspace to find those given as JSON is no scan by name, but one all the same.
     */
    private static final Pattern FAULT = Pattern.compile(
            "^SCAN (?!json_each|CONSTANT ROW|\\d+-ROW VALUES CLAUSE|\\(|matched|chain$|memory_text VIRTUAL TABLE INDEX 0:[=M]|memory_unindexed|j$).*|.*TEMP B-TREE.*"
                    + "|^SEARCH task USING INDEX sqlite_autoindex_task_1 \\(workspace=\\?\\)$",
            Pattern.MULTILINE);

    /** What waits for an index is bounded (Gathering), and may be put in order. */
    private static final Pattern WAITING = Pattern.compile("""
            SEARCH journal USING INTEGER PRIMARY KEY \\(rowid>\\?\\)
            USE TEMP B-TREE FOR ORDER BY
            """);

    /** A page of a session's events is found backwards, and put in order. */
    private static final Pattern PAGE = Pattern.compile("""
            SCAN chain
            SEARCH e USING INTEGER PRIMARY KEY \\(rowid=\\?\\)
            USE TEMP B-TREE FOR ORDER BY
            """);

    private Path root;

    @Override
    public StoreProvider provider() {
        return new SqliteProvider();
    }

    @Override
    public void start() throws IOException {
        root = Files.createTempDirectory("cairn-sqlite");
    }

    @Override
    public StoreSettings freshDatabase() throws IOException {
        Path directory = Files.createTempDirectory(root, "db");
        return StoreSettings.of(
                "sqlite", Map.of("path", directory.resolve("cairn.db").toString()));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void pretendSchema(StoreSettings settings, String version) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + settings.text("path"));
                PreparedStatement update = connection.prepareStatement("UPDATE schema_history SET version = ?")) {
            update.setString(1, version);
            update.executeUpdate();
        }
    }

    @Override
    public String older() {
        return "0";
    }

    @Override
    public String newer() {
        return "999";
    }

    private static Path directory(StoreSettings settings) {
        return settings.path("path").getParent();
    }

    private static Path content(StoreSettings settings, WorkspaceId workspace, BlobRef content) {
        return new ContentFiles(directory(settings)).file(workspace.value(), content.sha256());
    }

    @Override
    public void truncateContent(StoreSettings settings, WorkspaceId workspace, BlobRef content) throws Exception {
        try (FileChannel channel = FileChannel.open(content(settings, workspace, content), StandardOpenOption.WRITE)) {
            channel.truncate(content.size() / 2);
        }
    }

    @Override
    public void removeContent(StoreSettings settings, WorkspaceId workspace, BlobRef content) throws Exception {
        Files.delete(content(settings, workspace, content));
    }

    /** Open files below the database's directory, on systems that tell. */
    @Override
    public int open(StoreSettings settings) throws Exception {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        Path directory = directory(settings).toRealPath();
        int count = 0;
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                count += target(link).startsWith(directory) ? 1 : 0;
            }
        }
        return count;
    }

    private static Path target(Path link) throws IOException {
        try {
            return Files.readSymbolicLink(link);
        } catch (NoSuchFileException e) {
            // closed since the listing
            return Path.of("/");
        }
    }

    @Override
    public List<String> statementsOf(Store store, Runnable call) {
        // what earlier writes have left to do is not this call's
        TestStores.settle(store);
        List<String> statements = Collections.synchronizedList(new ArrayList<>());
        Engine.STATEMENTS.listen(statements::add);
        try {
            call.run();
        } finally {
            Engine.STATEMENTS.listen(sql -> {});
        }
        // reserving revisions is the store's own upkeep
        statements.removeIf(sql -> sql.contains("UPDATE meta"));
        return List.copyOf(statements);
    }

    @Override
    public String explain(Store store, String sql) throws Exception {
        String file = store.description().details().get("path");
        StringBuilder plan = new StringBuilder();
        try (Connection connection = TestStores.beside(Path.of(file));
                PreparedStatement statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                plan.append(rows.getString("detail")).append('\n');
            }
        }
        return plan.toString();
    }

    /** Steps of the engine's machine between two looks at their number. */
    private static final int STEPS = 100;

    /** To go to a row, compare, take a column or two and go on takes about as many; to read all of a row four times that. */
    private static final int STEPS_PER_ROW = 10;

    private final Map<Store, AtomicLong> watched = new ConcurrentHashMap<>();

    @Override
    public long rowsRead(Store store, Runnable call) throws Exception {
        AtomicLong looks = watched.get(store);
        if (looks == null) {
            looks = new AtomicLong();
            watch((SqliteStore) store, looks);
            watched.put(store, looks);
        }
        TestStores.settle(store);
        looks.set(0);
        call.run();
        return looks.get() * STEPS / STEPS_PER_ROW;
    }

    /** Every connection: all readers at once, so that none is met twice, and the writer. */
    private static void watch(SqliteStore store, AtomicLong looks) throws Exception {
        int readers = Integer.parseInt(store.description().details().get("readers"));
        CountDownLatch all = new CountDownLatch(readers);
        Race.run(Collections.nCopies(
                readers,
                () -> store.reader("test.watch", link -> {
                    all.countDown();
                    return all.await(Race.PATIENCE.toSeconds(), TimeUnit.SECONDS) && watch(link.connection(), looks);
                })));
        store.lane("test.watch", link -> watch(link.connection(), looks), done -> {});
    }

    private static boolean watch(Connection connection, AtomicLong looks) throws SQLException {
        ProgressHandler.setHandler(connection, STEPS, new ProgressHandler() {
            @Override
            protected int progress() {
                looks.incrementAndGet();
                return 0;
            }
        });
        return true;
    }

    @Override
    public Optional<String> fault(String plan) {
        return FAULT.matcher(PAGE.matcher(WAITING.matcher(plan).replaceAll("")).replaceAll(""))
                .results()
                .map(found -> found.group().strip())
                .findFirst();
    }
}
