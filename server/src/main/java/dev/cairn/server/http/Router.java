package dev.cairn.server.http;

import dev.cairn.error.StoreException;
import dev.cairn.error.Unavailable;
import dev.cairn.server.http.json.JsonIo;
import dev.cairn.server.openapi.OpenApi;
import dev.cairn.server.openapi.Operation;
import dev.cairn.server.openapi.PathTree;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads every request to the operation that openapi.yaml describes, and every failure to a problem detail. */
public final class Router {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

    private final PathTree tree;
    private final Map<String, Handler> handlers;
    private final HostCheck hosts;
    private final long maxJson;
    private final AtomicInteger active = new AtomicInteger();
    private final CountDownLatch idle = new CountDownLatch(1);
    private volatile boolean draining;

    /** @throws IllegalStateException when an operation lacks a handler or the reverse */
    public Router(OpenApi api, Routes routes, HostCheck hosts, long maxJson) {
        this.tree = new PathTree(api.operations());
        this.handlers = Map.copyOf(routes.handlers());
        this.hosts = hosts;
        this.maxJson = maxJson;
        Set<String> described = new TreeSet<>();
        api.operations().forEach(operation -> described.add(operation.id()));
        Set<String> served = new TreeSet<>(handlers.keySet());
        Set<String> missing = new TreeSet<>(described);
        missing.removeAll(served);
        served.removeAll(described);
        if (!missing.isEmpty() || !served.isEmpty()) {
            throw new IllegalStateException(
                    "openapi.yaml and the routes differ: without handler " + missing + ", without operation " + served);
        }
    }

    public void handle(ServerRequest request, ServerResponse response) {
        active.incrementAndGet();
        try {
            serve(request, response);
        } finally {
            if (active.decrementAndGet() == 0 && draining) {
                idle.countDown();
            }
        }
    }

    /** Refuses new requests from now on and waits for those that were accepted; false when some took longer. */
    public boolean drain(Duration grace) throws InterruptedException {
        draining = true;
        return active.get() == 0 || idle.await(grace.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void serve(ServerRequest request, ServerResponse response) {
        Body body = new Body(request, maxJson);
        Problem problem;
        try {
            dispatch(request, response, body);
            return;
        } catch (StoreException e) {
            problem = logged(Problems.of(e), e);
        } catch (ProblemException e) {
            problem = e.problem();
        } catch (UncheckedIOException | IOException e) {
            // the client went away while it sent or read
            throw new CloseConnectionException("connection lost", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("interrupted", e);
        } catch (CloseConnectionException e) {
            throw e;
        } catch (Exception e) {
            if (gone(e)) {
                throw new CloseConnectionException("connection lost", e);
            }
            problem = incident(request, e);
        }
        answer(problem, response, body);
    }

    private void dispatch(ServerRequest request, ServerResponse response, Body body) throws Exception {
        response.header(HeaderValues.X_CONTENT_TYPE_OPTIONS_NOSNIFF);
        response.header(NO_STORE);
        if (draining) {
            throw Problems.of(new Unavailable("the server is stopping", null))
                    .closing()
                    .exception();
        }
        Problem refused = hosts.refuse(request.headers());
        if (refused != null) {
            throw refused.exception();
        }
        String path = request.prologue().uriPath().rawPath();
        Map<String, Operation> methods = tree.find(Target.segments(path));
        if (methods.isEmpty()) {
            throw Problems.unknownRoute(path).exception();
        }
        String method = request.prologue().method().text();
        Operation operation = methods.get(method.equals("HEAD") ? "GET" : method);
        if (operation == null) {
            String allowed = PathTree.allowed(methods.keySet());
            response.header(HeaderNames.ALLOW, allowed);
            throw Problems.methodNotAllowed(method, allowed).exception();
        }
        body.expect(operation.bodies());
        Target target = Target.of(operation, path, request.query().rawValue());
        handler(operation).handle(new Call(target, request, response, body));
    }

    private Handler handler(Operation operation) {
        Handler handler = handlers.get(operation.id());
        if (handler == null) {
            throw new IllegalStateException("no handler for " + operation.id());
        }
        return handler;
    }

    private static void answer(Problem problem, ServerResponse response, Body body) {
        if (response.isSent() || response.bytesWritten() > 0) {
            // a status has gone out already: an incomplete body is all that is left to say
            throw new CloseConnectionException("failed after the response had begun: " + problem.detail());
        }
        boolean close = problem.close() || body.outstanding();
        if (close) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        Integer retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) {
            response.header(HeaderNames.RETRY_AFTER, Integer.toString(retryAfter));
        }
        response.header(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.status(problem.status()).send(JsonIo.bytes(problem::write));
        if (close) {
            body.linger();
        }
    }

    private static Problem logged(Problem problem, StoreException failure) {
        if (problem.status() >= 500) {
            LOG.warn("{}: {}", problem.type(), failure.getMessage(), failure.getCause());
        }
        return problem;
    }

    private static Problem incident(ServerRequest request, Exception e) {
        String incident = UUID.randomUUID().toString();
        LOG.error(
                "incident {} in {} {}",
                incident,
                request.prologue().method(),
                request.prologue().uriPath().rawPath(),
                e);
        return Problems.internal(incident);
    }

    /** Helidon and Jackson wrap the failure of a socket. */
    private static boolean gone(@Nullable Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof UncheckedIOException) {
                return true;
            }
        }
        return false;
    }
}
