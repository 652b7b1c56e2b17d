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

/** {@code cairn memories} against a server. */
class MemoriesCommandTest {
    private final TestServer server = TestServer.shared("memory");
    private final Api api = server.workspace();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int cairn(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("memories"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", "http://127.0.0.1:" + server.port(), "--workspace", api.workspace()));
        return line.execute(all.toArray(String[]::new));
    }

    private String shown(String... arguments) {
        out.getBuffer().setLength(0);
        assertThat(cairn(arguments)).as(err.toString()).isZero();
        return out.toString();
    }

    @Test
    void a_person_puts_finds_and_removes_memories() {
        shown("put", "user/alice", "theme", "{\"mode\":\"dark\"}", "--type", "procedural");
        shown("put", "user/alice", "theme", "\"light and bright\"", "--expect", "1");
        shown("put", "user/bob", "note", "1", "--ttl", "3600");
        assertThat(shown("get", "user/alice", "theme")).isEqualTo("\"light and bright\"" + System.lineSeparator());
        assertThat(shown("get", "user/alice", "theme", "--version-number", "1")).contains("dark");
        assertThat(shown("ls", "user/alice")).contains("theme", "procedural").doesNotContain("bob");
        assertThat(shown("search", "bright", "light")).contains("user/alice");
        assertThat(shown("search", "dark")).doesNotContain("user/alice");
        assertThat(shown("namespaces", "--depth", "2")).contains("user/alice  1", "user/bob");
        assertThat(shown("export", "user/bob")).contains("\"key\":\"note\"");
        shown("rm", "user/alice", "theme");
        assertThat(shown("history", "user/alice", "theme")).contains("(deleted)", "dark", "light");
    }

    @Test
    void whoever_puts_and_removes_stands_in_the_audit() {
        shown("put", "user/alice", "theme", "1", "--actor", "ada", "--reason", "she said so");
        shown("rm", "user/alice", "theme", "--actor", "ada", "--reason", "she said so");
        assertThat(api.get("/audit?actor=ada").text()).contains("memories.put", "memories.delete", "she said so");
    }

    @Test
    void what_is_not_there_and_what_is_wrong_fail_with_a_reason() {
        assertThat(cairn("get", "user/alice", "none")).isEqualTo(1);
        assertThat(err.toString()).contains("user/alice/none");
        assertThat(cairn("put", "user/alice", "theme", "1", "--expect", "7")).isEqualTo(1);
        assertThat(cairn("ls", "--type", "odd")).isNotZero();
        assertThat(err.toString()).contains("episodic");
    }
}
