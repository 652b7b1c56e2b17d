package dev.cairn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.Main;
import dev.cairn.server.support.Api;
import dev.cairn.server.support.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code cairn sessions} against a server. */
class SessionsCommandTest {
    private final TestServer server = TestServer.shared("memory");
    private final Api api = server.workspace();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int cairn(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("sessions"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", "http://127.0.0.1:" + server.port(), "--workspace", api.workspace()));
        return line.execute(all.toArray(String[]::new));
    }

    @Test
    void a_person_sees_sessions_their_state_and_their_last_events() {
        api.post("/sessions", "{\"id\":\"s\",\"app\":\"chat\",\"user\":\"ada\",\"state\":{\"user\":{\"lang\":\"de\"}}}")
                .is(201);
        for (int i = 1; i <= 3; i++) {
            api.post("/sessions/s/events", "[{\"actor\":\"user\",\"content\":{\"message\":\"no " + i + "\"}}]")
                    .is(200);
        }
        assertThat(cairn("ls", "--user", "ada")).isZero();
        assertThat(out.toString()).contains("STATUS", "created", "chat");
        assertThat(cairn("show", "s")).isZero();
        assertThat(out.toString()).contains("app: chat", "lang", "\"de\"");
        assertThat(cairn("events", "s", "--limit", "2")).isZero();
        assertThat(out.toString()).contains("no 2", "no 3").doesNotContain("no 1");
        assertThat(cairn("events", "s", "--after", "0", "--json")).isZero();
        assertThat(out.toString()).contains("no 1");
    }

    @Test
    void following_prints_the_last_events_and_ends_with_the_archive() {
        api.post("/sessions", "{\"id\":\"f\",\"app\":\"chat\",\"user\":\"ada\"}")
                .is(201);
        for (int i = 1; i <= 3; i++) {
            api.post("/sessions/f/events", "[{\"actor\":\"user\",\"content\":{\"message\":\"no " + i + "\"}}]")
                    .is(200);
        }
        api.send("PATCH", "/sessions/f", "{\"status\":\"terminated\"}").is(200);
        api.send("PATCH", "/sessions/f", "{\"status\":\"archived\"}").is(200);
        assertThat(cairn("events", "f", "-f", "--limit", "2")).isZero();
        assertThat(out.toString()).contains("no 2", "no 3").doesNotContain("no 1");
    }

    @Test
    void what_is_not_there_and_what_is_wrong_fail_with_a_reason() {
        assertThat(cairn("show", "none")).isEqualTo(1);
        assertThat(err.toString()).contains("none");
        assertThat(cairn("ls", "--status", "asleep")).isNotZero();
        assertThat(err.toString()).contains("status").contains("paused");
    }
}
