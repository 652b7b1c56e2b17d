package dev.cairn.server.live;

import dev.cairn.error.StoreException;
import dev.cairn.error.Unavailable;
import dev.cairn.model.WorkspaceId;
import dev.cairn.server.http.DirectProblems;
import dev.cairn.server.http.HostCheck;
import dev.cairn.server.http.Problem;
import dev.cairn.server.http.ProblemException;
import dev.cairn.server.http.Problems;
import dev.cairn.server.http.Target;
import dev.cairn.server.openapi.OpenApi;
import dev.cairn.server.openapi.Operation;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Followers over WebSocket: text messages {@code {"event","id","data"}}. What clients send is ignored. */
public final class WebSockets {
    private static final Logger LOG = LoggerFactory.getLogger(WebSockets.class);
    private static final int NORMAL = 1000;
    private static final int TRY_AGAIN_LATER = 1013;
    private static final List<Followers.Kind> KINDS = List.of(
            Followers.Kind.WORKSPACE,
            Followers.Kind.EXECUTION,
            Followers.Kind.SESSION,
            Followers.Kind.CHANGES_WEBSOCKET);

    private final Live live;
    private final Followers followers;
    private final OpenApi api;
    private final HostCheck hosts;

    @Inject
    WebSockets(Live live, Followers followers, OpenApi api, HostCheck hosts) {
        this.live = live;
        this.followers = followers;
        this.api = api;
        this.hosts = hosts;
    }

    public WsRouting.Builder routing() {
        WsRouting.Builder routing = WsRouting.builder();
        for (Followers.Kind kind : KINDS) {
            Operation operation = api.operations().stream()
                    .filter(candidate -> candidate.id().equals(kind.operation()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("openapi.yaml lacks " + kind.operation()));
            routing.endpoint(operation.path(), () -> new Socket(kind, operation));
        }
        return routing;
    }

    /** One connection. The session is used by the sending thread only; Helidon's own thread just reads. */
    private final class Socket implements WsListener {
        private final Followers.Kind kind;
        private final Operation operation;
        private Live.@Nullable Connection connection;

        Socket(Followers.Kind kind, Operation operation) {
            this.kind = kind;
            this.operation = operation;
        }

        @Override
        public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) {
            try {
                Problem refused = hosts.refuse(headers);
                if (refused != null) {
                    throw refused.exception();
                }
                Target target = Target.of(
                        operation,
                        prologue.uriPath().rawPath(),
                        prologue.query().rawValue());
                WorkspaceId workspace = new WorkspaceId(target.id("workspace"));
                String entity = kind.entity(target::id);
                connection = live.open(workspace, followers.follower(kind, workspace, entity, target.query(), null));
                return Optional.empty();
            } catch (StoreException e) {
                throw DirectProblems.refusal(Problems.of(e));
            } catch (ProblemException e) {
                throw DirectProblems.refusal(e.problem());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw DirectProblems.refusal(Problems.of(new Unavailable("interrupted", e)));
            }
        }

        @Override
        public void onOpen(WsSession session) {
            Live.Connection open = connection;
            if (open != null) {
                Thread.ofVirtual().name("cairn-send").start(() -> send(session, open));
            }
        }

        private void send(WsSession session, Live.Connection open) {
            try {
                WsSender sender = new WsSender(session);
                open.run(sender);
                session.close(sender.resync ? TRY_AGAIN_LATER : NORMAL, sender.resync ? "resync" : "end");
            } catch (Exception e) {
                LOG.debug("a WebSocket ended", e);
                terminate(session);
            }
        }

        private static void terminate(WsSession session) {
            try {
                session.terminate();
            } catch (RuntimeException e) {
                // it says goodbye first, which a broken connection cannot hear
                LOG.debug("a WebSocket was broken already", e);
            }
        }

        @Override
        public void onClose(WsSession session, int status, String reason) {
            gone();
        }

        @Override
        public void onError(WsSession session, Throwable failure) {
            gone();
        }

        private void gone() {
            Live.Connection open = connection;
            if (open != null) {
                open.close();
            }
        }
    }

    private static final class WsSender implements Outlet.Sender {
        private final WsSession session;
        private boolean resync;

        WsSender(WsSession session) {
            this.session = session;
        }

        @Override
        public void send(List<Event> events) {
            for (Event event : events) {
                resync = event.name().equals("resync");
                session.send(event.json(), true);
            }
        }

        /** The pong that answers it also tells Helidon that the connection is not idle. */
        @Override
        public void heartbeat() {
            session.ping(BufferData.empty());
        }
    }
}
