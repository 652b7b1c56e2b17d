package dev.cairn.postgres;

import dev.cairn.conformance.harness.Connections;
import dev.cairn.conformance.harness.Damageable;
import dev.cairn.conformance.harness.Explainable;
import dev.cairn.conformance.harness.Networked;
import dev.cairn.conformance.harness.Pausable;
import dev.cairn.conformance.harness.Restartable;
import dev.cairn.conformance.harness.StoreFixture;
import dev.cairn.conformance.harness.Subject;
import dev.cairn.conformance.harness.Versioned;
import dev.cairn.model.BlobRef;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.StoreProvider;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Store;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL under the conformance kit, and under the server's tests. */
public class PostgresFixture
        implements StoreFixture, Networked, Restartable, Pausable, Explainable, Connections, Damageable, Versioned {
    private static final String UNUSED_SECRET = "cairn-test-secret-5f1c";

    private final ConcurrentLinkedQueue<String> databases = new ConcurrentLinkedQueue<>();

    @Override
    public StoreProvider provider() {
        return new RecordingProvider();
    }

    @Override
    public void start() {
        TestPostgres.get();
    }

    @Override
    public StoreSettings freshDatabase() {
        String url = TestPostgres.get().newDatabase();
        databases.add(url);
        PGSimpleDataSource source = PostgresUrl.parse(url);
        StoreSettings settings = StoreSettings.of(PostgresProvider.NAME, Map.of("url", url, "poll_interval", "100ms"));
        return source.getPassword() == null ? settings.with("password", UNUSED_SECRET) : settings;
    }

    @Override
    public Set<String> sharedThreads() {
        return Set.of("PostgreSQL-JDBC-");
    }

    @Override
    public void close() {
        for (String url = databases.poll(); url != null; url = databases.poll()) {
            TestPostgres.get().drop(url);
        }
    }

    @Override
    public InetSocketAddress address() {
        PGSimpleDataSource source = PostgresUrl.parse(TestPostgres.get().adminUrl());
        int port = source.getPortNumbers()[0];
        return new InetSocketAddress(source.getServerNames()[0], port == 0 ? 5432 : port);
    }

    @Override
    public StoreSettings through(StoreSettings settings, InetSocketAddress address) {
        String url = settings.text("url");
        return settings.with(
                "url", url.replaceFirst("//[^/]*/", "//" + address.getHostString() + ":" + address.getPort() + "/"));
    }

    @Override
    public String commitReply() {
        return "COMMIT";
    }

    @Override
    public String secret() {
        String password = PostgresUrl.parse(TestPostgres.get().adminUrl()).getPassword();
        return password == null ? UNUSED_SECRET : password;
    }

    private static EmbeddedServer ownServer() {
        EmbeddedServer server = TestPostgres.get().server();
        if (server == null) {
            throw Subject.notApplicable("this PostgreSQL is not the test's to stop");
        }
        return server;
    }

    @Override
    public void killAndStart() {
        EmbeddedServer server = ownServer();
        server.kill();
        server.restart();
    }

    @Override
    public void pause() {
        ownServer().pause();
    }

    @Override
    public void resume() {
        ownServer().resume();
    }

    @Override
    public int open(StoreSettings settings) throws Exception {
        String database = PostgresUrl.parse(settings.text("url")).getDatabaseName();
        try (Connection admin = DriverManager.getConnection(TestPostgres.get().adminUrl());
                PreparedStatement count =
                        admin.prepareStatement("SELECT count(*) FROM pg_stat_activity WHERE datname = ?")) {
            count.setString(1, String.valueOf(database));
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    @Override
    public List<String> statementsOf(Store store, Runnable call) {
        return StatementRecorder.during(call);
    }

    @Override
    public String explain(Store store, String sql) throws Exception {
        return StatementRecorder.explain(sql);
    }

    @Override
    public long rowsRead(Store store, Runnable call) throws Exception {
        long rows = 0;
        for (String sql : StatementRecorder.during(call)) {
            rows += StatementRecorder.rowsRead(sql);
        }
        return rows;
    }

    private static void change(StoreSettings settings, String sql, String... values) throws SQLException {
        try (Connection connection = DriverManager.getConnection(settings.text("url"));
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            if (statement.executeUpdate() == 0) {
                throw new IllegalStateException("nothing to change: " + sql);
            }
        }
    }

    private static final String CHUNKS_OF = """
            workspace = ? AND upload IN (SELECT b.upload FROM blob b WHERE b.workspace = blob_chunk.workspace AND sha256 = ?)""";

    @Override
    public void truncateContent(StoreSettings settings, WorkspaceId workspace, BlobRef content) throws Exception {
        change(
                settings,
                "UPDATE blob_chunk SET data = substring(data FROM 1 FOR octet_length(data) / 2) WHERE " + CHUNKS_OF,
                workspace.value(),
                content.sha256());
    }

    @Override
    public void removeContent(StoreSettings settings, WorkspaceId workspace, BlobRef content) throws Exception {
        change(settings, "DELETE FROM blob_chunk WHERE " + CHUNKS_OF, workspace.value(), content.sha256());
    }

    @Override
    public void pretendSchema(StoreSettings settings, String version) throws Exception {
        change(settings, "UPDATE cairn_schema_history SET version = ? WHERE version IS NOT NULL", version);
    }

    @Override
    public String older() {
        return "0";
    }

    @Override
    public String newer() {
        return Integer.toString(Schema.VERSION + 1);
    }

    /** Bounded tables may be read whole. */
    private static final Pattern FAULT =
            Pattern.compile("(Seq Scan on (?!meta\\b)\\w+|(?:Incremental )?Sort\\b)", Pattern.CASE_INSENSITIVE);

    @Override
    public Optional<String> fault(String plan) {
        Matcher matcher = FAULT.matcher(plan);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
