package dev.cairn.bench.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.bench.http.child.ServerProcess;
import dev.cairn.bench.http.client.HttpConnection;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Run;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That the workloads of agents send what they are to measure, and find it again; never how fast anything is. */
@Timeout(120)
class OriginAgentsTest {
    private final Run run = new Run(Duration.ofMillis(20), 1, doing -> {}, result -> {});

    @Test
    void everyWorkloadFindsWhatItWrote() throws Exception {
        try (ServerProcess server = ServerProcess.cairn(Map.of("CAIRN_BACKEND", "memory"));
                HttpConnection connection = new HttpConnection(server.address())) {
            Api.ensureWorkspace(connection);
            OriginContext context =
                    new OriginContext(run, "memory", server.address(), connection, Api.durability(connection));
            new OriginSessions(context).measure();
            new OriginMemories(context).measure();
            long written = connection
                    .get(Api.WORKSPACE + "/audit?actor=agent%3Abench&limit=1000")
                    .path("items")
                    .size();
            assertThat(written).as("entries in the audit").isEqualTo(800);
            new OriginTasks(context).measure();
            new OriginChains(context).measure();
        }
        assertThat(run.results())
                .extracting(Result::name)
                .contains(
                        "E.1 session get over HTTP",
                        "E.1 50 concurrent session reads over HTTP",
                        "E.1 event append over HTTP",
                        "E.1 namespace of 100 over HTTP",
                        "E.1 memory updates over HTTP",
                        "E.5 enqueue over HTTP",
                        "E.5 claim over HTTP",
                        "E.5 complete over HTTP")
                .doesNotHaveDuplicates();
        assertThat(run.results()).allSatisfy(result -> {
            assertThat(result.rate()).isPositive();
            assertThat(result.errors()).isZero();
            assertThat(result.published()).isNotEmpty();
        });
    }
}
