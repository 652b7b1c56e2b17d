package dev.cairn.postgres;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The PostgreSQL that tests run on, one per JVM; the first that works: {@code CAIRN_TEST_POSTGRES_URL}, a container where
 * a Docker engine answers, binaries from the class path. None: the run fails, unless {@code -Dconformance.skip=postgres}
 * is given.
 */
public final class TestPostgres {
    /** Durable as in production, and with settings that a careless store would trip over. */
    private static final Map<String, String> CONFIG = new LinkedHashMap<>(Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "max_connections", "300",
            "shared_buffers", "128MB",
            "timezone", "Pacific/Chatham",
            "datestyle", "SQL, DMY",
            "default_transaction_isolation", "read committed"));

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable TestPostgres shared;

    private final String source;
    private final UnaryOperator<String> urlOf;
    private final @Nullable EmbeddedServer server;

    /** The version of pgvector that can be had; null for none. */
    private @Nullable String vectors;

    private TestPostgres(String source, UnaryOperator<String> urlOf, @Nullable EmbeddedServer server) {
        this.source = source;
        this.urlOf = urlOf;
        this.server = server;
    }

    /** The server of this JVM, started when first asked for. */
    public static synchronized TestPostgres get() {
        if (shared == null) {
            if (List.of(System.getProperty("conformance.skip", "").split(",")).contains("postgres")) {
                System.out.println("PostgreSQL: SKIPPED by -Dconformance.skip=postgres");
                Assumptions.abort("skipped by -Dconformance.skip=postgres");
            }
            shared = find();
            System.out.println("PostgreSQL " + shared.describe() + " (" + shared.source + ")");
            if (shared.vectors == null) {
                System.out.println(
                        "PostgreSQL: pgvector is not there, so what it does is SKIPPED; for a server that has it"
                                + " see CAIRN_TEST_POSTGRES_URL and CAIRN_TEST_POSTGRES_BIN");
            }
        }
        return shared;
    }

    /** An embedded server of the caller's own, to be killed, paused and restarted; the caller closes it. */
    public static EmbeddedServer embedded(Map<String, String> config) {
        try {
            Path bin = PostgresBinaries.find();
            if (bin == null) {
                throw new IllegalStateException("no PostgreSQL binaries for this platform on the class path");
            }
            Map<String, String> merged = new LinkedHashMap<>(CONFIG);
            if (System.getProperty("os.name").equals("Linux")) {
                // after a kill, one call instead of a walk over every file of every database
                merged.put("recovery_init_sync_method", "syncfs");
            }
            merged.putAll(config);
            return EmbeddedServer.start(bin, merged);
        } catch (IOException e) {
            throw new IllegalStateException("no embedded PostgreSQL: " + e.getMessage(), e);
        }
    }

    private static TestPostgres find() {
        List<String> tried = new ArrayList<>();
        String url = System.getenv("CAIRN_TEST_POSTGRES_URL");
        if (url != null && !url.isBlank()) {
            return new TestPostgres("CAIRN_TEST_POSTGRES_URL", database -> withDatabase(url, database), null);
        }
        tried.add("CAIRN_TEST_POSTGRES_URL is not set");
        if (dockerAnswers()) {
            try {
                return container();
            } catch (RuntimeException e) {
                tried.add("container: " + e);
            }
        } else {
            tried.add("no Docker engine answers");
        }
        try {
            EmbeddedServer server = embedded(Map.of());
            return new TestPostgres("embedded", server::url, server);
        } catch (IllegalStateException e) {
            tried.add(e.getMessage());
        }
        throw new IllegalStateException("no PostgreSQL to test on (" + String.join("; ", tried)
                + "); give one, or -Dconformance.skip=postgres to leave these tests out");
    }

    private static TestPostgres container() {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:18").withUsername("postgres");
        container.start();
        String url = container.getJdbcUrl() + "&user=postgres&password=" + container.getPassword();
        return new TestPostgres("container", database -> withDatabase(url, database), null);
    }

    /** Asks for a second at most: looking for an engine that is not there must not cost every run a wait. */
    private static boolean dockerAnswers() {
        String host = System.getenv("DOCKER_HOST");
        String socket = host == null ? "/var/run/docker.sock" : host.replaceFirst("^unix://", "");
        if (!socket.startsWith("/") || !Files.exists(Path.of(socket))) {
            return false;
        }
        CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(() -> ping(Path.of(socket)));
        try {
            return answer.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean ping(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap("GET /_ping HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer reply = ByteBuffer.allocate(64);
            channel.read(reply);
            return new String(reply.array(), 0, reply.position(), StandardCharsets.US_ASCII).contains(" 200 ");
        } catch (IOException e) {
            return false;
        }
    }

    private static String withDatabase(String url, String database) {
        return url.replaceFirst("^(jdbc:postgresql://[^/?]*)/?[^?]*", "$1/" + database);
    }

    /** Whether databases can have the extension pgvector; then all of {@link #newDatabase} do. */
    boolean hasVectors() {
        return vectors != null;
    }

    /** Creates an empty database, with a language's collation and pgvector where the server can; returns its URL. */
    public String newDatabase() {
        String url = newDatabaseWithoutVectors();
        if (hasVectors()) {
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE EXTENSION vector");
            } catch (SQLException e) {
                throw new IllegalStateException("cannot create pgvector on " + source, e);
            }
        }
        return url;
    }

    String newDatabaseWithoutVectors() {
        String name = "cairn_test_%d_%d".formatted(ProcessHandle.current().pid(), DATABASES.incrementAndGet());
        try (Connection admin = DriverManager.getConnection(adminUrl());
                Statement statement = admin.createStatement()) {
            String create = "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'";
            try {
                statement.execute(create + " LOCALE_PROVIDER icu ICU_LOCALE 'en-US'");
            } catch (SQLException e) {
                statement.execute(create);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create a test database on " + source, e);
        }
        return urlOf.apply(name);
    }

    /** Removes a database that {@link #newDatabase} made, ending whatever is still connected to it. */
    public void drop(String url) {
        String name = url.replaceFirst("^.*/(cairn_test_[0-9_]+).*$", "$1");
        try (Connection admin = DriverManager.getConnection(adminUrl());
                Statement statement = admin.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot drop " + name, e);
        }
    }

    /** A database to administer the server from. */
    String adminUrl() {
        return urlOf.apply("postgres");
    }

    /** The embedded server; null when the tests run on another. */
    public @Nullable EmbeddedServer server() {
        return server;
    }

    /** Asks the server what it is, and notes whether it can have pgvector. */
    private String describe() {
        try (Connection connection = DriverManager.getConnection(adminUrl());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT current_setting('server_version')"
                        + " || ', fsync ' || current_setting('fsync')"
                        + " || ', synchronous_commit ' || current_setting('synchronous_commit')"
                        + " || coalesce(', pgvector ' || v.default_version, ''), v.default_version"
                        + " FROM (SELECT 1) one LEFT JOIN pg_available_extensions v ON v.name = 'vector'")) {
            result.next();
            vectors = result.getString(2);
            return result.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL (" + source + ") does not answer", e);
        }
    }
}
