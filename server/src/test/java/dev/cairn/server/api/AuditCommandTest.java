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

/** {@code cairn audit} against a server. */
class AuditCommandTest {
    private final TestServer server = TestServer.shared("memory");
    private final Api api = server.workspace();
    private StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int cairn(String... arguments) {
        out = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("audit"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", "http://127.0.0.1:" + server.port(), "--workspace", api.workspace()));
        return line.execute(all.toArray(String[]::new));
    }

    private void session(String id) {
        api.send(
                        "POST",
                        "/sessions",
                        "{\"id\":\"" + id + "\",\"app\":\"a\",\"user\":\"u\"}",
                        "Cairn-Actor",
                        "ada",
                        "Cairn-Reason",
                        "to try")
                .is(201);
    }

    @Test
    void a_person_sees_who_did_what_and_that_nobody_changed_it() {
        session("s");
        session("t");
        assertThat(cairn("ls", "--by", "ada")).isZero();
        assertThat(out.toString()).contains("ACTOR", "sessions.create", "to try");
        assertThat(cairn("ls", "--root", "s", "--kind", "session", "--json")).isZero();
        String entry =
                out.toString().replaceAll("(?s).*\"id\":\"([0-9]+-0)\".*", "$1").strip();
        assertThat(cairn("seal")).isZero();
        // the server may have been faster
        assertThat(out.toString()).contains(" entries sealed; head 2:");
        assertThat(cairn("show", entry)).isZero();
        assertThat(out.toString()).contains("action: sessions.create", "sequence: 1");
        assertThat(cairn("head")).isZero();
        String head = out.toString().strip();
        session("u");
        assertThat(cairn("verify", "--head", head)).isZero();
        assertThat(out.toString()).startsWith("sound: ").contains(" entries are sealed, ", " not yet; head ");
        assertThat(cairn("export", "--after", "1")).isZero();
        assertThat(out.toString()).contains("\"sequence\":2").doesNotContain("\"sequence\":1,");
    }

    @Test
    void a_broken_chain_has_an_exit_code_of_its_own() {
        session("s");
        assertThat(cairn("seal")).isZero();
        assertThat(cairn("verify", "--head", "7:" + "a".repeat(64))).isEqualTo(3);
        assertThat(err.toString()).contains("broken at 2 (truncated)");
        assertThat(cairn("verify", "--head", "1:" + "a".repeat(64), "--json")).isEqualTo(3);
        assertThat(out.toString()).contains("\"fault\":\"replaced\"");
        assertThat(cairn("verify", "--head", "x")).isEqualTo(1);
        assertThat(err.toString()).contains("SEQUENCE:HASH");
        assertThat(cairn("show", "9-9")).isEqualTo(1);
    }
}
