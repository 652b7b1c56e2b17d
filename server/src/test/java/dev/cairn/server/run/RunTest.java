package dev.cairn.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.logic.execution.ExecutionPatch;
import dev.cairn.logic.execution.Operation;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLevel;
import dev.cairn.model.LogStream;
import dev.cairn.model.StepStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cairn run} with a server that is there. */
class RunTest {
    @TempDir
    private Path directory;

    private SinkServer server;

    @BeforeEach
    void start() throws IOException {
        server = SinkServer.started();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CairnProcess run(List<String> options, String... command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run", "--url", server.url()));
        arguments.addAll(options);
        arguments.add("--");
        arguments.addAll(List.of(command));
        return CairnProcess.start(directory, arguments);
    }

    private CairnProcess script(List<String> options, String script) throws IOException {
        return run(options, "bash", "-c", script);
    }

    private ExecutionPatch end() {
        return server.end().orElseThrow();
    }

    private void assertNothingLeft() {
        assertThat(directory.resolve("spool")).isEmptyDirectory();
    }

    @Test
    void outputIsShownUnchangedAndRecordedExactly() throws Exception {
        try (CairnProcess cairn =
                script(List.of("--quiet"), "printf 'one\\n\\377\\000two\\r\\nlast'; printf 'WARN e\\n' >&2")) {
            assertThat(cairn.await()).isZero();
            assertThat(cairn.outBytes()).isEqualTo("one\n\u00ff\0two\r\nlast".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(cairn.err()).isEqualTo("WARN e\n");
        }
        List<LogEntry> out = server.lines().stream()
                .filter(line -> line.stream() == LogStream.STDOUT)
                .toList();
        assertThat(out).extracting(LogEntry::content).containsExactly("one", "\uFFFD\uFFFDtwo\r", "last");
        assertThat(out).extracting(LogEntry::partial).containsExactly(false, false, true);
        assertThat(Base64.getDecoder().decode(String.valueOf(out.get(1).raw())))
                .isEqualTo(new byte[] {(byte) 0xff, 0, 't', 'w', 'o', '\r'});
        assertThat(server.lines())
                .anyMatch(line -> line.stream() == LogStream.STDERR && line.level() == LogLevel.WARNING);
        assertThat(end().status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertNothingLeft();
    }

    @Test
    void exitCodesPassThrough() throws Exception {
        try (CairnProcess cairn = script(List.of(), "exit 3")) {
            assertThat(cairn.await()).isEqualTo(3);
        }
        assertThat(end())
                .extracting(ExecutionPatch::status, ExecutionPatch::exitCode)
                .containsExactly(ExecutionStatus.FAILED, 3);
    }

    @Test
    void aSignalledCommandGives128AndTheSignal() throws Exception {
        try (CairnProcess cairn = script(List.of(), "kill -9 $$")) {
            assertThat(cairn.await()).isEqualTo(137);
        }
        assertThat(end().exitCode()).isEqualTo(137);
    }

    @Test
    void aCommandThatIsNotThereIsRecordedAsFailed() throws Exception {
        try (CairnProcess cairn = run(List.of(), "no-such-command", "x")) {
            assertThat(cairn.await()).isEqualTo(127);
            assertThat(cairn.err()).contains("cairn: command not found: no-such-command");
        }
        assertThat(end())
                .extracting(ExecutionPatch::status, ExecutionPatch::exitCode, ExecutionPatch::error)
                .containsExactly(ExecutionStatus.FAILED, 127, "command not found: no-such-command");
    }

    @Test
    void optionsOfTheCommandAndStandardInputAreTheCommands() throws Exception {
        try (CairnProcess cairn = CairnProcess.start(
                directory,
                List.of("run", "--url", server.url(), "bash", "-c", "cat; echo \"$@\"", "x", "--tag", "@f", "--"))) {
            cairn.process().getOutputStream().write("in\n".getBytes(StandardCharsets.UTF_8));
            cairn.process().getOutputStream().close();
            assertThat(cairn.await()).isZero();
            assertThat(cairn.out()).isEqualTo("in\n--tag @f --\n");
        }
    }

    @Test
    void fastOutputIsWholeAndInOrder() throws Exception {
        try (CairnProcess cairn = run(List.of("--drain-timeout", "60s"), "seq", "1", "100000")) {
            assertThat(cairn.await()).isZero();
            assertThat(cairn.out().lines().count()).isEqualTo(100_000);
        }
        assertThat(server.contents(LogStream.STDOUT))
                .isEqualTo(IntStream.rangeClosed(1, 100_000)
                        .mapToObj(Integer::toString)
                        .toList());
        assertNothingLeft();
    }

    @Test
    void markersBecomeStepsMetadataAndArtifacts() throws Exception {
        String script = """
                echo 'META:top:1'
                echo 'STEP_START:A [team=x]'
                echo 'META:n:2'
                printf 'content' > a.txt
                echo 'ARTIFACT:a.txt:what it is'
                echo 'ARTIFACT:gone.txt'
                echo 'ARTIFACT:.'
                echo 'ARTIFACT:/etc/passwd'
                echo 'STEP_COMPLETE:B'
                echo 'STEP_START:B'
                echo 'in B'
                echo 'STEP_ERROR:bad'
                echo 'after'
                echo 'STEP_START:C'
                """;
        try (CairnProcess cairn = script(List.of(), script)) {
            assertThat(cairn.await()).isZero();
        }
        assertThat(server.all(Operation.CreateStep.class))
                .extracting(step -> step.step().name())
                .containsExactly("A", "B", "C");
        assertThat(server.all(Operation.ChangeStep.class))
                .filteredOn(change -> change.patch().status() != null)
                .extracting(change -> change.index() + " " + change.patch().status())
                .containsExactly("0 " + StepStatus.COMPLETED, "1 " + StepStatus.FAILED, "2 " + StepStatus.COMPLETED);
        assertThat(server.all(Operation.LinkArtifact.class)).singleElement().satisfies(link -> {
            assertThat(link.artifact().step()).isZero();
            assertThat(link.artifact().description()).isEqualTo("what it is");
        });
        assertThat(server.contents()).singleElement().isEqualTo("content".getBytes(StandardCharsets.UTF_8));
        assertThat(server.contents(LogStream.SYSTEM))
                .containsExactly(
                        "ARTIFACT gone.txt not kept: it does not exist",
                        "ARTIFACT . not kept: it is a directory",
                        "ARTIFACT /etc/passwd not kept: it lies outside the working directory (--artifacts-from allows more)",
                        "STEP_COMPLETE ignored: the open step is \"A\"");
        assertThat(server.lines())
                .filteredOn(line -> line.content().equals("in B"))
                .extracting(LogEntry::step)
                .containsExactly(1);
        assertThat(server.lines())
                .filteredOn(line -> line.content().equals("after"))
                .extracting(LogEntry::step)
                .containsOnlyNulls();
    }

    @Test
    void stopOnErrorEndsTheWholeGroup() throws Exception {
        String script = """
                trap '' TERM
                (trap '' TERM; sleep 1000 & echo $! > child; wait; sleep 1000) &
                until [ -s child ]; do :; done
                echo 'STEP_START:A [stop_on_error=true]'
                echo 'STEP_ERROR:broken'
                sleep 1000
                echo never
                """;
        try (CairnProcess cairn = script(List.of(), script)) {
            assertThat(cairn.await()).isNotZero();
        }
        long child =
                Long.parseLong(Files.readString(directory.resolve("work/child")).strip());
        // killed, but perhaps not yet reaped by the system's first process
        ProcessHandle.of(child)
                .ifPresent(killed ->
                        killed.onExit().orTimeout(30, TimeUnit.SECONDS).join());
        assertThat(end())
                .extracting(ExecutionPatch::status, ExecutionPatch::error)
                .containsExactly(ExecutionStatus.FAILED, "step \"A\" failed: broken");
        assertThat(server.contents(LogStream.STDOUT)).doesNotContain("never");
    }

    @Test
    void aTimeoutCancels() throws Exception {
        try (CairnProcess cairn = script(List.of("--timeout", "300ms"), "echo begun; sleep 1000")) {
            assertThat(cairn.await()).isEqualTo(124);
        }
        assertThat(end())
                .extracting(ExecutionPatch::status, ExecutionPatch::error)
                .containsExactly(ExecutionStatus.CANCELLED, "timed out after 300ms");
    }

    @Test
    void ctrlCCancels() throws Exception {
        try (CairnProcess cairn =
                script(List.of(), "trap 'echo cleaning; exit 1' INT; echo ready; while :; do sleep 0.1; done")) {
            cairn.awaitOut("ready");
            cairn.signal("INT");
            assertThat(cairn.await()).isEqualTo(130);
            assertThat(cairn.out()).contains("cleaning");
        }
        assertThat(end())
                .extracting(ExecutionPatch::status, ExecutionPatch::error)
                .containsExactly(ExecutionStatus.CANCELLED, "interrupted by SIGINT");
        assertNothingLeft();
    }

    @Test
    void termCancels() throws Exception {
        try (CairnProcess cairn = script(List.of(), "echo ready; sleep 1000")) {
            cairn.awaitOut("ready");
            cairn.signal("TERM");
            assertThat(cairn.await()).isEqualTo(143);
        }
        assertThat(end().status()).isEqualTo(ExecutionStatus.CANCELLED);
    }
}
