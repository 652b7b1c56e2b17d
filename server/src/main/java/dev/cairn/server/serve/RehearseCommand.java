package dev.cairn.server.serve;

import dev.cairn.error.StoreException;
import dev.cairn.server.config.Configuration;
import dev.cairn.server.config.Sources;
import dev.cairn.server.run.HttpClients;
import dev.cairn.server.wiring.CairnServer;
import dev.cairn.spi.StoreProviders;
import dev.cairn.store.Migration;
import dev.cairn.store.Store;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * {@code cairn rehearse}: starts and stops each embedded backend in a directory of its own, so that the JVM can record
 * which classes a start needs. The launcher runs it after a build. Neither environment nor {@code cairn.properties} is
 * read, so that no configured store is touched.
 */
@Command(name = "rehearse", hidden = true, description = "Starts and stops servers for the JVM's cache of classes.")
public final class RehearseCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** Nobody listens on port 1: the driver, the pool and their failure are loaded, no database is reached. */
    private static final String NO_DATABASE = "jdbc:postgresql://127.0.0.1:1/none?user=none";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Thread.ofVirtual().start(RehearseCommand::giveUpLater);
        Path directory = Files.createTempDirectory("cairn-rehearsal");
        try {
            rehearse(directory, Map.of("backend", "memory"));
            rehearse(
                    directory,
                    Map.of(
                            "backend",
                            "sqlite",
                            "sqlite.path",
                            directory.resolve("cairn.db").toString()));
            withoutDatabase(directory);
        } finally {
            delete(directory);
        }
        return 0;
    }

    private static void rehearse(Path directory, Map<String, String> backend) throws IOException, InterruptedException {
        Configuration config = configuration(directory, backend);
        CairnServer server = CairnServer.start(config, ServeCommand.open(config));
        try (HttpClient client = HttpClients.open("http:")) {
            ServeCommand.readyLine(config, server);
            String root = "http://127.0.0.1:" + server.port();
            String executions = root + "/v1/workspaces/default/executions";
            send(client, HttpRequest.newBuilder(URI.create(root + "/health/ready")));
            for (String body : List.of("{\"name\":\"a\",\"command\":\"b\"}", "[{\"name\":\"a\",\"command\":\"b\"}]")) {
                send(
                        client,
                        HttpRequest.newBuilder(URI.create(executions))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body)));
            }
            send(client, HttpRequest.newBuilder(URI.create(executions)));
            send(client, HttpRequest.newBuilder(URI.create(executions + "/none")));
        } finally {
            server.close();
        }
    }

    private static void send(HttpClient client, HttpRequest.Builder request) throws IOException, InterruptedException {
        client.send(request.timeout(LONGEST).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void withoutDatabase(Path directory) {
        Configuration config = configuration(directory, Map.of("backend", "postgres", "postgres.url", NO_DATABASE));
        try (Store store = StoreProviders.load().open(config.storeSettings())) {
            store.migrate(Migration.VALIDATE);
        } catch (StoreException expected) {
            // as far as it goes without a database
            return;
        }
    }

    private static Configuration configuration(Path directory, Map<String, String> backend) {
        Map<String, String> flags = new HashMap<>(backend);
        flags.put("http.port", "0");
        return Configuration.load(StoreProviders.load(), new Sources(flags, Map.of(), null, directory));
    }

    /** A build must not hang on it. */
    private static void giveUpLater() {
        try {
            Thread.sleep(LONGEST);
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
