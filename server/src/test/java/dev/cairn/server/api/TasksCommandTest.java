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

/** {@code cairn tasks} against a server. */
class TasksCommandTest {
    private final TestServer server = TestServer.shared("memory");
    private final Api api = server.workspace();
    private StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int cairn(String... arguments) {
        out = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("tasks"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", "http://127.0.0.1:" + server.port(), "--workspace", api.workspace()));
        return line.execute(all.toArray(String[]::new));
    }

    @Test
    void a_person_adds_claims_and_ends_tasks_and_sees_what_follows() {
        assertThat(cairn("add", "build", "--id", "a", "--priority", "high", "--input", "{\"n\":1}"))
                .isZero();
        assertThat(out.toString().strip()).isEqualTo("a");
        assertThat(cairn("add", "deploy", "--id", "b", "--after", "a", "--priority", "9"))
                .isZero();
        assertThat(cairn("plan", "b")).isZero();
        assertThat(out.toString().lines()).containsExactly("1: a", "2: b");
        assertThat(cairn("ls", "--status", "blocked")).isZero();
        assertThat(out.toString()).contains("PRIORITY", "deploy").doesNotContain("build");
        assertThat(cairn("claim", "--worker", "me")).isZero();
        assertThat(out.toString()).contains("TOKEN", "build", "{\"n\":1}");
        assertThat(cairn("claim", "--worker", "me")).isEqualTo(1);
        assertThat(cairn("complete", "a", "--token", "1", "--result", "{\"ok\":true}"))
                .isZero();
        assertThat(out.toString().lines()).containsExactly("a completed", "b ready");
        assertThat(cairn("show", "b")).isZero();
        assertThat(out.toString()).contains("status: ready", "AFTER", "yes");
        assertThat(cairn("claim", "--worker", "me", "--json")).isZero();
        assertThat(cairn("fail", "b", "--token", "1", "--error", "no", "--final"))
                .isZero();
        assertThat(out.toString()).contains("b failed");
        assertThat(cairn("stats")).isZero();
        assertThat(out.toString()).containsPattern("completed +1").containsPattern("all +2");
        assertThat(cairn("prune", "--older-than-days", "0", "--dry-run")).isZero();
        assertThat(out.toString()).contains("would remove 2");
    }

    @Test
    void what_is_wrong_fails_with_a_reason() {
        assertThat(cairn("show", "none")).isEqualTo(1);
        assertThat(cairn("add", "x", "--id", "c", "--after", "c")).isEqualTo(1);
        assertThat(err.toString()).contains("c -> c");
        assertThat(cairn("add", "x", "--input", "[1]")).isNotZero();
        assertThat(cairn("ls", "--status", "asleep")).isNotZero();
        assertThat(cairn("cancel", "none")).isEqualTo(1);
    }
}
