package dev.cairn.server.live;

import dev.cairn.model.WorkspaceId;
import dev.cairn.server.http.Call;
import dev.cairn.server.http.Problem;
import dev.cairn.server.http.Routes;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Followers over server-sent events. */
public final class LiveRoutes implements Routes.Group {
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final int GATHERED = 64 * 1024;

    private final Live live;
    private final Followers followers;

    @Inject
    public LiveRoutes(Live live, Followers followers) {
        this.live = live;
        this.followers = followers;
    }

    @Override
    public void register(Routes routes) {
        for (Followers.Kind kind : Followers.Kind.values()) {
            if (kind == Followers.Kind.CHANGES_WEBSOCKET) {
                routes.on(kind.operation(), call -> {
                    call.header("Upgrade", "websocket");
                    throw Problem.of(
                                    426,
                                    "upgrade-required",
                                    "Upgrade required",
                                    "this is a WebSocket; for events use ../changes/stream")
                            .exception();
                });
            } else {
                routes.on(kind.operation(), call -> serve(call, kind));
            }
        }
    }

    private void serve(Call call, Followers.Kind kind) throws Exception {
        WorkspaceId workspace = new WorkspaceId(call.id("workspace"));
        String entity = kind.entity(call::id);
        String lastEventId = call.header("Last-Event-ID");
        Follower follower = followers.follower(
                kind,
                workspace,
                entity,
                call.query(),
                lastEventId == null || lastEventId.isEmpty() ? null : lastEventId);
        Live.Connection connection = live.open(workspace, follower);
        try {
            call.header("X-Accel-Buffering", "no");
            if (call.head()) {
                call.send(200, "text/event-stream", new byte[0]);
                return;
            }
            try (OutputStream out = call.stream(200, "text/event-stream")) {
                out.write(HEARTBEAT);
                out.flush();
                connection.run(new SseSender(out));
            }
        } finally {
            connection.close();
        }
    }

    private record SseSender(OutputStream out) implements Outlet.Sender {
        /** One write for what came together: a system call costs more than the copy. */
        @Override
        public void send(List<Event> events) throws IOException {
            if (events.size() == 1) {
                out.write(events.getFirst().sse());
            } else {
                ByteArrayOutputStream gathered = new ByteArrayOutputStream(1024);
                for (Event event : events) {
                    gathered.writeBytes(event.sse());
                    if (gathered.size() >= GATHERED) {
                        gathered.writeTo(out);
                        gathered.reset();
                    }
                }
                gathered.writeTo(out);
            }
            out.flush();
        }

        @Override
        public void heartbeat() throws IOException {
            out.write(HEARTBEAT);
            out.flush();
        }
    }
}
