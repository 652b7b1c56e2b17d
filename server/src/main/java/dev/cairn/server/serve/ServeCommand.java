package dev.cairn.server.serve;

import dev.cairn.error.InvalidArgument;
import dev.cairn.error.StoreException;
import dev.cairn.server.config.ConfigException;
import dev.cairn.server.config.Configuration;
import dev.cairn.server.config.Masks;
import dev.cairn.server.config.Value;
import dev.cairn.server.config.Version;
import dev.cairn.server.wiring.CairnServer;
import dev.cairn.spi.Setting;
import dev.cairn.spi.StoreProviders;
import dev.cairn.store.Description;
import dev.cairn.store.Migration;
import dev.cairn.store.Store;
import java.io.PrintWriter;
import java.net.BindException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cairn serve}: opens the configured backend, or none, and serves until it is told to stop. */
@Command(
        name = "serve",
        description = "Serves the HTTP API over the configured backend.",
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Option(names = "--verbose", description = "log what happens, not only what is wrong")
    private boolean verbose;

    @Override
    public Integer call() throws InterruptedException {
        if (verbose) {
            System.setProperty("cairn.log.level", "INFO");
        }
        CairnServer server;
        try {
            server = start();
        } catch (ConfigException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("cairn: " + e.getMessage());
            err.flush();
            return 2;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            stopped.countDown();
                        },
                        "cairn-shutdown"));
        stopped.await();
        return 0;
    }

    private CairnServer start() {
        Configuration config = options.load();
        String host = config.text("http_host");
        if (!CairnServer.loopback(host) && !config.flag("http_insecure_bind")) {
            throw new ConfigException(
                    "CAIRN_HTTP_HOST=" + host
                            + " is not a loopback address and there is no authentication yet; listen on 127.0.0.1, or give --insecure-bind");
        }
        Store store = open(config);
        CairnServer server;
        try {
            server = CairnServer.start(config, store);
        } catch (RuntimeException e) {
            throw startFailure(config, e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(readyLine(config, server));
        out.flush();
        return server;
    }

    static Store open(Configuration config) {
        Store store = null;
        try {
            store = StoreProviders.load().open(config.storeSettings());
            store.migrate(Migration.CREATE);
            return store;
        } catch (InvalidArgument e) {
            close(store);
            String name = "CAIRN_" + config.backend().toUpperCase(Locale.ROOT) + "_"
                    + e.field().toUpperCase(Locale.ROOT);
            String value = config.values().stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .map(Value::shown)
                    .findFirst()
                    .orElse("");
            throw new ConfigException(name + "=" + value + ": " + Masks.passwords(e.why()));
        } catch (StoreException e) {
            close(store);
            throw new ConfigException(config.mainSetting() + ": the " + config.backend() + " backend cannot be used: "
                    + Masks.passwords(String.valueOf(e.getMessage())));
        }
    }

    private static void close(@Nullable Store store) {
        if (store != null) {
            store.close();
        }
    }

    private static ConfigException startFailure(Configuration config, RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new ConfigException("CAIRN_HTTP_PORT=" + config.text("http_port") + ": cannot listen on "
                        + config.text("http_host") + ":" + config.text("http_port") + " (" + cause.getMessage()
                        + "); stop what uses it, or choose another port");
            }
            if (cause instanceof StoreException) {
                return new ConfigException(
                        config.mainSetting() + ": " + Masks.passwords(String.valueOf(cause.getMessage())));
            }
        }
        throw e;
    }

    static String readyLine(Configuration config, CairnServer server) {
        Description store = server.description();
        String host = config.text("http_host");
        String address = host.contains(":") ? "[" + host + "]" : host;
        return "cairn " + Version.current() + " ready: " + store.backend() + " (" + store.durability()
                + place(config, store) + ") on http://" + address + ":" + server.port();
    }

    /** Where the data is: as the store says it, else as a path that was set. */
    private static String place(Configuration config, Description store) {
        String target = store.details().get("target");
        if (target != null) {
            return "; " + target;
        }
        return config.provider().settings().stream()
                .filter(setting -> setting.type() == Setting.Type.PATH)
                .findFirst()
                .flatMap(setting -> config.values().stream()
                        .filter(value -> value.setting().equals(setting))
                        .findFirst())
                .map(value -> "; " + value.shown())
                .orElse("");
    }
}
