package dev.cairn.server.support;

import dev.cairn.server.config.Configuration;
import dev.cairn.server.config.Sources;
import dev.cairn.server.wiring.CairnServer;
import dev.cairn.spi.StoreProviders;
import dev.cairn.store.Migration;
import dev.cairn.store.Store;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A server in this process, on a free port. */
public final class TestServer implements AutoCloseable {
    private static final Map<String, TestServer> SHARED = new ConcurrentHashMap<>();
    private static final AtomicInteger WORKSPACES = new AtomicInteger();

    private final CairnServer server;

    private TestServer(CairnServer server) {
        this.server = server;
    }

    /** One per backend for all tests that do not mind others; it lives as long as the test process. */
    public static TestServer shared(String backend) {
        return SHARED.computeIfAbsent(backend, name -> start(name, Map.of()));
    }

    public static TestServer start(String backend, Map<String, String> settings) {
        return start(backend, settings, store -> store);
    }

    /** @param around wraps the backend, under the server's own decorators */
    public static TestServer start(String backend, Map<String, String> settings, UnaryOperator<Store> around) {
        Map<String, String> flags = new HashMap<>(Backends.flags(backend));
        flags.put("http.port", "0");
        flags.putAll(settings);
        StoreProviders providers = StoreProviders.load();
        Configuration config =
                Configuration.load(providers, new Sources(flags, Map.of(), null, Backends.freshDirectory()));
        Store store = providers.open(config.storeSettings());
        store.migrate(Migration.CREATE);
        return new TestServer(CairnServer.start(config, around.apply(store)));
    }

    public int port() {
        return server.port();
    }

    /** A client of a new workspace of its own. */
    public Api workspace() {
        Api api = new Api(server.port(), "w" + WORKSPACES.incrementAndGet());
        api.absolute("PUT", "/v1/workspaces/" + api.workspace(), null).is(200);
        return api;
    }

    @Override
    public void close() {
        server.close();
    }
}
