package dev.cairn.server.wiring;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import dev.cairn.Cairn;
import dev.cairn.model.WorkspaceId;
import dev.cairn.server.background.Upkeep;
import dev.cairn.server.config.Configuration;
import dev.cairn.server.decorate.Chain;
import dev.cairn.server.http.HttpServer;
import dev.cairn.server.http.Router;
import dev.cairn.server.live.Live;
import dev.cairn.store.Description;
import dev.cairn.store.Store;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server. */
public final class CairnServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CairnServer.class);
    private static final WorkspaceId DEFAULT_WORKSPACE = new WorkspaceId("default");

    private final HttpServer http;
    private final Router router;
    private final Live live;
    private final Upkeep upkeep;
    private final Cairn cairn;
    private final Duration grace;
    private final AtomicBoolean closed = new AtomicBoolean();

    @Inject
    CairnServer(HttpServer http, Router router, Live live, Upkeep upkeep, Cairn cairn, Configuration config) {
        this.http = http;
        this.router = router;
        this.live = live;
        this.upkeep = upkeep;
        this.cairn = cairn;
        this.grace = config.duration("http_shutdown_grace");
    }

    /**
     * Serves over an opened and migrated backend, which is closed with the server, or by this when the start fails.
     *
     * @throws RuntimeException what prevented the start; caused by a {@code BindException} when the
     *     address cannot be listened on
     */
    public static CairnServer start(Configuration config, Store backend) {
        // without it Guice generates classes by a method of Unsafe that the JDK warns of; nothing here needs them
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
        try {
            CairnServer server = Guice.createInjector(Stage.DEVELOPMENT, new ServerModule(config, backend))
                    .getInstance(CairnServer.class);
            server.begin();
            return server;
        } catch (ProvisionException e) {
            backend.close();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } catch (CreationException e) {
            backend.close();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } catch (BindException e) {
            backend.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            backend.close();
            throw e;
        }
    }

    /** Whether an address is reachable from this machine only. */
    public static boolean loopback(String host) {
        return ServerModule.loopback(host);
    }

    private void begin() throws BindException {
        LOG.info("store chain, from the backend outwards: {}", Chain.STAGES);
        cairn.workspaces().ensure(DEFAULT_WORKSPACE);
        http.start();
        upkeep.start();
    }

    public int port() {
        return http.port();
    }

    public Description description() {
        return cairn.store().description();
    }

    /** Refuses new requests, ends followers, lets accepted requests finish within the grace, then closes the store. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        live.stop();
        try {
            if (!router.drain(grace)) {
                LOG.warn("some requests did not finish within {} ms", grace.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.stop();
        upkeep.close();
        cairn.close();
    }
}
