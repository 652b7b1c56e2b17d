package dev.cairn.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.logic.execution.ExecutionPatch;
import dev.cairn.logic.execution.Operation;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.LogStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cairn run} with a server that is away, forgets to answer, or refuses; and recorders that die. */
class SpoolDeliveryTest {
    @TempDir
    private Path directory;

    private CairnProcess run(SinkServer server, String script, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run", "--url", server.url()));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--", "bash", "-c", script));
        return CairnProcess.start(directory, arguments);
    }

    private void deliver(int expected) throws Exception {
        try (CairnProcess deliver = CairnProcess.start(directory, List.of("spool", "deliver"))) {
            assertThat(deliver.await()).as(deliver.err()).isEqualTo(expected);
        }
    }

    private static List<String> numbers(int to) {
        return IntStream.rangeClosed(1, to).mapToObj(Integer::toString).toList();
    }

    private Path spool() throws IOException {
        try (Stream<Path> spools = Files.list(directory.resolve("spool"))) {
            return spools.findFirst().orElseThrow();
        }
    }

    @Test
    void withoutAServerTheRecordWaitsAndIsDeliveredLater() throws Exception {
        try (SinkServer server = SinkServer.away()) {
            try (CairnProcess cairn = run(server, "seq 1 3000; exit 4")) {
                assertThat(cairn.await()).isEqualTo(4);
                assertThat(cairn.out().lines().toList()).isEqualTo(numbers(3000));
                assertThat(cairn.err()).contains("connection refused").contains("cairn spool deliver");
            }
            deliver(1);
            assertThat(server.operations()).isEmpty();
            server.start();
            deliver(0);
            assertThat(server.contents(LogStream.STDOUT)).isEqualTo(numbers(3000));
            assertThat(server.end().map(ExecutionPatch::exitCode)).contains(4);
            assertThat(directory.resolve("spool")).isEmptyDirectory();
        }
    }

    @Test
    void aTornLastRecordIsRecoveredFromTheOutput() throws Exception {
        try (SinkServer server = SinkServer.away()) {
            try (CairnProcess cairn = run(server, "seq 1 3000")) {
                assertThat(cairn.await()).isZero();
            }
            try (Stream<Path> files = Files.list(spool())) {
                Path outbox = files.filter(file -> file.getFileName().toString().startsWith("outbox"))
                        .findFirst()
                        .orElseThrow();
                byte[] whole = Files.readAllBytes(outbox);
                Files.write(outbox, java.util.Arrays.copyOf(whole, whole.length - 5));
            }
            server.start();
            deliver(0);
            assertThat(server.contents(LogStream.STDOUT)).isEqualTo(numbers(3000));
            assertThat(server.end().map(ExecutionPatch::status)).contains(ExecutionStatus.COMPLETED);
        }
    }

    @Test
    void aServerThatGoesAndComesBackGetsEveryLineOnce() throws Exception {
        try (SinkServer server = SinkServer.started()) {
            try (CairnProcess cairn = run(
                    server,
                    "seq 1 100; until [ -e down ]; do :; done; seq 101 2000; echo mid; until [ -e up ]; do :; done; seq 2001 2100",
                    "--drain-timeout",
                    "60s")) {
                server.awaitLines(100);
                server.stop();
                Files.createFile(directory.resolve("work/down"));
                cairn.awaitOut("mid");
                server.start();
                Files.createFile(directory.resolve("work/up"));
                assertThat(cairn.await()).isZero();
            }
            assertThat(server.contents(LogStream.STDOUT))
                    .filteredOn(line -> !line.equals("mid"))
                    .isEqualTo(numbers(2100));
        }
    }

    @Test
    void lostAnswersRepeatNothing() throws Exception {
        try (SinkServer server = SinkServer.started()) {
            server.loseAnswers(3);
            try (CairnProcess cairn = run(server, "seq 1 50", "--drain-timeout", "60s")) {
                assertThat(cairn.await()).isZero();
            }
            assertThat(server.duplicates()).isPositive();
            assertThat(server.contents(LogStream.STDOUT)).isEqualTo(numbers(50));
        }
    }

    @Test
    void whatTheServerNeverTakesIsSetAsideAndTheRestGoesOn() throws Exception {
        try (SinkServer server = SinkServer.started()) {
            server.refuse(operation -> operation instanceof Operation.LinkArtifact);
            try (CairnProcess cairn = run(server, "echo a; echo x > f; echo ARTIFACT:f; echo b")) {
                assertThat(cairn.await()).isZero();
                assertThat(cairn.err()).contains("refused here").contains("set aside in");
            }
            assertThat(server.contents(LogStream.STDOUT)).containsExactly("a", "ARTIFACT:f", "b");
            assertThat(server.end().map(ExecutionPatch::status)).contains(ExecutionStatus.COMPLETED);
            assertThat(spool().resolve("rejected")).isNotEmptyDirectory();
            assertThat(Spool.directories(directory.resolve("spool"))).isEmpty();
        }
    }

    @Test
    void theRunOfADeadRecorderIsClosedWithAllItsOutput() throws Exception {
        try (SinkServer server = SinkServer.away()) {
            try (CairnProcess cairn =
                    run(server, "echo STEP_START:A; seq 1 500; printf unfinished; echo done >&2; sleep 1000")) {
                cairn.awaitOut("unfinished");
                List<ProcessHandle> children = cairn.process().descendants().toList();
                cairn.process().destroyForcibly();
                cairn.await();
                children.forEach(ProcessHandle::destroyForcibly);
            }
            server.start();
            deliver(0);
            List<String> expected = new ArrayList<>(List.of("STEP_START:A"));
            expected.addAll(numbers(500));
            expected.add("unfinished");
            assertThat(server.contents(LogStream.STDOUT)).isEqualTo(expected);
            assertThat(server.end().map(ExecutionPatch::status)).contains(ExecutionStatus.FAILED);
            assertThat(server.end().map(ExecutionPatch::error).orElse("")).contains("recorder died");
        }
    }

    @Test
    void severalDeliverersDoNotMeet() throws Exception {
        try (SinkServer server = SinkServer.away()) {
            for (int i = 0; i < 3; i++) {
                try (CairnProcess cairn = run(server, "seq 1 1000", "--drain-timeout", "50ms")) {
                    assertThat(cairn.await()).isZero();
                }
            }
            server.start();
            try (CairnProcess one = CairnProcess.start(directory, List.of("spool", "deliver"));
                    CairnProcess two = CairnProcess.start(directory, List.of("spool", "deliver"))) {
                assertThat(one.await()).isZero();
                assertThat(two.await()).isZero();
            }
            assertThat(server.lines()).hasSize(3000);
            assertThat(server.all(Operation.CreateExecution.class)).hasSize(3);
        }
    }

    @Test
    void theNextRunDeliversWhatTheLastCouldNot() throws Exception {
        try (SinkServer server = SinkServer.away()) {
            try (CairnProcess cairn = run(server, "echo first", "--drain-timeout", "50ms")) {
                assertThat(cairn.await()).isZero();
            }
            server.start();
            try (CairnProcess cairn = run(server, "echo second; until [ -e go ]; do :; done")) {
                server.awaitLines(2);
                Files.createFile(directory.resolve("work/go"));
                assertThat(cairn.await()).isZero();
            }
            assertThat(server.contents(LogStream.STDOUT)).containsExactlyInAnyOrder("first", "second");
        }
    }

    @Test
    void aSpoolThatCannotBeMadeDoesNotStopTheCommand() throws Exception {
        try (SinkServer server = SinkServer.started()) {
            Files.write(directory.resolve("spool"), new byte[0], StandardOpenOption.CREATE);
            try (CairnProcess cairn = run(server, "echo hi; exit 5")) {
                assertThat(cairn.await()).isEqualTo(5);
                assertThat(cairn.out()).isEqualTo("hi\n");
                assertThat(cairn.err()).contains("the spool cannot be kept in");
            }
        }
    }

    @Test
    void lookingAtASpoolInUseDoesNotGiveItAway() throws Exception {
        SpoolManifest manifest =
                new SpoolManifest("run-1", "http://127.0.0.1:1", "default", "n", Instant.EPOCH, directory, null);
        try (Spool spool = Spool.create(directory.resolve("spool"), manifest)) {
            assertThat(Spool.takeOver(spool.directory())).isEmpty();
            try (CairnProcess ls = CairnProcess.start(directory, List.of("spool", "ls"))) {
                assertThat(ls.await()).isZero();
                assertThat(ls.out()).contains("run-1").contains("in use");
            }
        }
        Spool.takeOver(directory.resolve("spool/run-1")).orElseThrow().remove();
        assertThat(directory.resolve("spool")).isEmptyDirectory();
    }
}
