package dev.cairn.bench.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.bench.http.child.ServerProcess;
import dev.cairn.bench.http.client.HttpConnection;
import dev.cairn.bench.http.client.HttpLoad;
import dev.cairn.bench.http.client.Request;
import dev.cairn.bench.http.client.Transport;
import dev.cairn.conformance.perf.Sample;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The generator against a server and a floor in processes of their own, in memory. */
@Timeout(120)
class LoadGeneratorTest {
    private static final Map<String, String> MEMORY = Map.of("CAIRN_BACKEND", "memory");
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final int ROWS = 100;

    private static ServerProcess server;
    private static ServerProcess floor;
    private static HttpWorkloads workloads;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.cairn(MEMORY);
        floor = ServerProcess.floor(MEMORY);
        workloads = HttpWorkloads.prepare(server.address(), ROWS);
        Api.fill(floor.address(), HttpWorkloads.PREFIX, ROWS);
    }

    @AfterAll
    static void stop() {
        floor.close();
        server.close();
    }

    private static long count() throws Exception {
        try (HttpConnection connection = new HttpConnection(server.address())) {
            return Api.count(connection);
        }
    }

    @Test
    void closed_loop_stores_what_it_counts() throws Exception {
        long before = count();
        try (HttpLoad load = new HttpLoad(server.address(), 16, 2)) {
            Sample sample = load.closed(SHORT, Api::create).requireClean();

            assertThat(sample.operations()).isPositive().isEqualTo(count() - before);
            assertThat(sample.histogram().getTotalCount()).isEqualTo(sample.operations());
        }
    }

    @Test
    void counted_loop_sends_so_many() throws Exception {
        long before = count();
        try (HttpLoad load = new HttpLoad(server.address(), 7)) {
            assertThat(load.counted(50, Api::create).requireClean().operations())
                    .isEqualTo(50);
        }
        assertThat(count() - before).isEqualTo(50);
    }

    @Test
    void open_loop_sends_all_that_is_due() throws Exception {
        try (HttpLoad load = new HttpLoad(server.address(), 4, 2)) {
            Sample sample = load.open(500, SHORT, workloads::pointRead).requireClean();

            assertThat(sample.operations()).isEqualTo(100);
        }
    }

    @Test
    void reads_whole_answers_by_length_and_in_chunks() throws Exception {
        try (HttpLoad load = new HttpLoad(server.address(), 3)) {
            load.counted(20, workloads::page).requireClean();
            load.counted(20, workloads::log).requireClean();
            load.counted(20, workloads::pointRead).requireClean();
        }
    }

    @Test
    void another_status_is_an_error_and_is_told() throws Exception {
        try (HttpLoad load = new HttpLoad(server.address(), 2)) {
            Sample sample = load.counted(10, n -> n % 2 == 0 ? Api.get("missing") : workloads.pointRead(n));

            assertThat(sample.errors()).isEqualTo(5);
            assertThat(sample.operations()).isEqualTo(5);
            assertThat(sample.firstError()).hasMessageContaining("5 x status 404");
        }
    }

    @Test
    void floor_answers_what_was_stored() throws Exception {
        try (HttpConnection connection = new HttpConnection(floor.address());
                HttpLoad load = new HttpLoad(floor.address(), 8)) {
            Api.verifyStored(connection, Api.id(HttpWorkloads.PREFIX, 7), 7);
            load.counted(100, workloads::pointRead).requireClean();
            load.counted(100, Api::create).requireClean();
            load.counted(100, n -> Request.get("/health/live")).requireClean();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void each_follower_gets_each_change_once(Transport transport) throws Exception {
        String prefix = transport.label() + "-";
        Deliveries deliveries = Deliveries.toAll(20, 50, 10, n -> Api.create(n, Api.id(prefix, n)));
        FollowerRun run = FollowerRun.measure(
                server.address(),
                transport,
                Collections.nCopies(20, FeedSuite.changes(transport)),
                "\"execution\":\"" + prefix,
                deliveries,
                500);

        assertThat(deliveries.delivered()).isEqualTo(1_000);
        assertThat(deliveries.wrong()).isZero();
        assertThat(run.writes().errors()).isZero();
        assertThat(run.delivered().histogram().getTotalCount()).isEqualTo(800);
    }

    @Test
    void resident_memory_is_told_where_the_system_does() throws Exception {
        assertThat(server.residentPeak()).isGreaterThanOrEqualTo(server.resident());
        assertThat(server.untilReady()).isPositive();
    }
}
