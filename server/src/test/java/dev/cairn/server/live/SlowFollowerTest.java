package dev.cairn.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.support.Api;
import dev.cairn.server.support.Events;
import dev.cairn.server.support.TestServer;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A follower that does not read hurts nobody and is ended. */
class SlowFollowerTest {
    private static final String LONG = "x".repeat(60_000);

    @Test
    void a_follower_that_does_not_read_is_closed_while_others_follow_on() throws Exception {
        Map<String, String> settings = Map.of("live.patience", "300ms");
        try (TestServer server = TestServer.start("memory", settings);
                Socket stuck = new Socket()) {
            Api api = server.workspace();
            api.post("/executions", "{\"id\":\"r\",\"name\":\"r\"}").is(201);
            stuck.setReceiveBufferSize(4096);
            stuck.connect(new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), server.port()));
            OutputStream out = stuck.getOutputStream();
            out.write(
                    ("GET /v1/workspaces/" + api.workspace() + "/executions/r/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            try (Events healthy = Events.sse(api.url("/changes/stream"), null)) {
                while (followers(api) < 2) {
                    Thread.onSpinWait();
                }
                int told = 0;
                // until the stuck one has been given up
                while (followers(api) > 1) {
                    api.post("/executions/r/logs", "[{\"content\":\"" + LONG + "\"}]")
                            .is(200);
                    assertThat(healthy.next().name()).isEqualTo("changes");
                    told++;
                }
                assertThat(told).isPositive();
                api.post("/executions/r/logs", "[{\"content\":\"last\"}]").is(200);
                assertThat(healthy.next().name()).isEqualTo("changes");
            }
        }
    }

    @Test
    void one_that_reads_late_misses_nothing() throws Exception {
        try (TestServer server = TestServer.start("memory", Map.of("live.patience", "60s"));
                Socket slow = new Socket()) {
            Api api = server.workspace();
            api.post("/executions", "{\"id\":\"r\",\"name\":\"r\"}").is(201);
            slow.setReceiveBufferSize(4096);
            slow.setSoTimeout(20_000);
            slow.connect(new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), server.port()));
            slow.getOutputStream()
                    .write(("GET /v1/workspaces/" + api.workspace()
                                    + "/executions/r/logs/stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            while (followers(api) < 1) {
                Thread.onSpinWait();
            }
            // more than the buffers of both sides hold
            int lines = 200;
            for (int i = 0; i < lines; i++) {
                api.post("/executions/r/logs", "[{\"content\":\"line" + i + "." + LONG + "\"}]")
                        .is(200);
            }
            api.send("PATCH", "/executions/r", "{\"status\":\"cancelled\"}").is(200);
            StringBuilder all = new StringBuilder();
            byte[] buffer = new byte[65_536];
            while (all.indexOf("event: end", Math.max(0, all.length() - 70_000)) < 0) {
                int read = slow.getInputStream().read(buffer);
                assertThat(read).as("not cut off").isPositive();
                all.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            }
            for (int i = 0; i < lines; i++) {
                assertThat(all.toString().split("line" + i + "\\.", -1))
                        .as("line " + i)
                        .hasSize(2);
            }
        }
    }

    private static int followers(Api api) {
        return api.absolute("GET", "/metrics", null)
                .text()
                .lines()
                .filter(line -> line.startsWith("cairn_live_followers "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(21)))
                .sum();
    }
}
