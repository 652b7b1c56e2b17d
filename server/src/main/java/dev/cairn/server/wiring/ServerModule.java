package dev.cairn.server.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.cairn.Cairn;
import dev.cairn.server.background.Upkeep;
import dev.cairn.server.config.Configuration;
import dev.cairn.server.decorate.Chain;
import dev.cairn.server.decorate.Stage;
import dev.cairn.server.http.HostCheck;
import dev.cairn.server.http.HttpServer;
import dev.cairn.server.http.Router;
import dev.cairn.server.http.Routes;
import dev.cairn.server.http.route.ArtifactRoutes;
import dev.cairn.server.http.route.AuditRoutes;
import dev.cairn.server.http.route.BatchRoutes;
import dev.cairn.server.http.route.ChangeRoutes;
import dev.cairn.server.http.route.ExecutionRoutes;
import dev.cairn.server.http.route.ExportRoutes;
import dev.cairn.server.http.route.LogRoutes;
import dev.cairn.server.http.route.MemoryRoutes;
import dev.cairn.server.http.route.ServerLimits;
import dev.cairn.server.http.route.SessionRoutes;
import dev.cairn.server.http.route.StateRoutes;
import dev.cairn.server.http.route.StepRoutes;
import dev.cairn.server.http.route.SystemRoutes;
import dev.cairn.server.http.route.TaskRoutes;
import dev.cairn.server.http.route.WorkspaceRoutes;
import dev.cairn.server.live.Live;
import dev.cairn.server.live.LiveRoutes;
import dev.cairn.server.live.WebSockets;
import dev.cairn.server.openapi.OpenApi;
import dev.cairn.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Everything a server consists of, around one opened backend. */
final class ServerModule extends AbstractModule {
    private final Configuration config;
    private final Store backend;

    ServerModule(Configuration config, Store backend) {
        this.config = config;
        this.backend = backend;
    }

    @Override
    protected void configure() {
        bind(Configuration.class).toInstance(config);
        bind(InstantSource.class).toInstance(InstantSource.system());
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        bind(PrometheusMeterRegistry.class).toInstance(meters);
        bind(MeterRegistry.class).toInstance(meters);
        bind(OpenApi.class).toInstance(OpenApi.load());
        bind(ServerLimits.class).toInstance(new ServerLimits(config.bytes("http_max_artifact")));
    }

    @Provides
    @Singleton
    Store store(MeterRegistry meters) {
        Chain.Options options = new Chain.Options(
                config.integer("store_slots"),
                config.integer("store_queue"),
                config.duration("store_deadline"),
                config.duration("store_slow"),
                Chain.Options.DEFAULT.retry());
        return Chain.around(backend, options, meters);
    }

    @Provides
    @Singleton
    List<Stage> chain() {
        return Chain.STAGES;
    }

    @Provides
    @Singleton
    Cairn cairn(Store store, InstantSource clock) {
        return Cairn.over(store, clock);
    }

    @Provides
    @Singleton
    Live live(Store store, MeterRegistry meters) {
        Live.Options options = new Live.Options(
                config.integer("live_followers"),
                config.duration("live_patience"),
                config.duration("live_heartbeat"),
                config.duration("live_poll"));
        return new Live(store, options, meters);
    }

    @Provides
    @Singleton
    Upkeep upkeep(Cairn cairn, MeterRegistry meters) {
        Upkeep.Options options = new Upkeep.Options(
                config.duration("upkeep_interval"),
                config.duration("upkeep_startup_grace"),
                config.duration("content_grace"),
                config.number("feed_keep"));
        return new Upkeep(cairn, options, meters);
    }

    @Provides
    @Singleton
    HostCheck hosts() {
        return new HostCheck(
                loopback(config.text("http_host")),
                config.names("http_allowed_hosts"),
                config.names("http_allowed_origins"));
    }

    static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Provides
    @Singleton
    Router router(
            OpenApi api,
            HostCheck hosts,
            SystemRoutes system,
            WorkspaceRoutes workspaces,
            ExecutionRoutes executions,
            StepRoutes steps,
            LogRoutes logs,
            ArtifactRoutes artifacts,
            BatchRoutes batches,
            ExportRoutes exports,
            SessionRoutes sessions,
            StateRoutes state,
            MemoryRoutes memories,
            AuditRoutes audit,
            TaskRoutes tasks,
            ChangeRoutes changes,
            LiveRoutes live) {
        Routes routes = new Routes();
        List<Routes.Group> groups = List.of(
                system,
                workspaces,
                executions,
                steps,
                logs,
                artifacts,
                batches,
                exports,
                sessions,
                state,
                memories,
                audit,
                tasks,
                changes,
                live);
        groups.forEach(group -> group.register(routes));
        return new Router(api, routes, hosts, config.bytes("http_max_json"));
    }

    @Provides
    @Singleton
    HttpServer http(Router router, WebSockets webSockets) {
        HttpServer.Limits limits = new HttpServer.Limits(
                config.integer("http_max_connections"),
                Math.toIntExact(config.bytes("http_max_headers")),
                Duration.ofMillis(500));
        return new HttpServer(
                config.text("http_host"), config.integer("http_port"), limits, router, webSockets.routing());
    }
}
