package dev.cairn.server.http;

import io.helidon.http.DirectHandler;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.websocket.WsRouting;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/** Helidon, set up: one catch-all route to the {@link Router}, limits, and its own errors as problem details. */
public final class HttpServer {
    /** @param shutdownGrace how long accepted requests may take to finish */
    public record Limits(int connections, int headerBytes, Duration shutdownGrace) {}

    private final WebServer server;
    private final String host;
    private final int port;

    public HttpServer(String host, int port, Limits limits, Router router, WsRouting.Builder webSockets) {
        this.host = host;
        this.port = port;
        this.server = WebServer.builder()
                .host(host)
                .port(port)
                .shutdownHook(false)
                // or a streamed answer's last part waits for the acknowledgement of the one before, 40 ms
                .connectionOptions(options -> options.tcpNoDelay(true))
                .maxTcpConnections(limits.connections())
                .shutdownGracePeriod(limits.shutdownGrace())
                .errorHandling(errors -> errors.includeEntity(true))
                .directHandlers(handlers -> {
                    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
                        handlers.addHandler(type, new DirectProblems());
                    }
                })
                .addProtocol(Http1Config.builder()
                        .maxHeadersSize(limits.headerBytes())
                        .maxPrologueLength(8192)
                        .validatePath(false)
                        .build())
                .addRouting(HttpRouting.builder().any(router::handle))
                .addRouting(webSockets)
                .build();
    }

    /**
     * Helidon only logs why it cannot listen, so the address is tried first.
     *
     * @throws BindException when the address cannot be listened on
     */
    public void start() throws BindException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        } catch (BindException e) {
            throw e;
        } catch (IOException e) {
            throw new BindException(e.toString());
        }
        server.start();
        if (!server.isRunning()) {
            throw new BindException("the listener did not start");
        }
    }

    public int port() {
        return server.port();
    }

    /** Stops accepting, then waits for accepted requests within the grace. */
    public void stop() {
        server.stop();
    }
}
