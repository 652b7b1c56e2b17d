package dev.cairn.bench.http;

import dev.cairn.bench.http.client.HttpConnection;
import dev.cairn.bench.http.client.Request;
import dev.cairn.conformance.perf.Sample;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What is sent to a server that was filled and checked; requests for reads are made beforehand. */
final class HttpWorkloads {
    static final String PREFIX = "e-";
    static final int PAGE = 50;
    static final int LINES = 500;

    /** Of one round: in memory they stay. */
    static final int MOST_CREATES = 30_000;

    private static final long STRIDE = 7_919;

    private final InetSocketAddress address;
    private final List<Request> pointReads;
    private final Request page = Api.page(PAGE);
    private final Request log;
    private final String durability;
    private long created;

    private HttpWorkloads(InetSocketAddress address, int rows, String durability) {
        this.address = address;
        this.durability = durability;
        this.created = rows;
        pointReads = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            pointReads.add(Api.get(Api.id(PREFIX, i)));
        }
        log = Request.get(Api.EXECUTIONS + "/" + Api.id(PREFIX, 0) + "/logs?limit=" + LINES);
    }

    /** Stores rows and a log, and checks that each kind of request is answered with what is stored. */
    static HttpWorkloads prepare(InetSocketAddress address, int rows) throws Exception {
        try (HttpConnection connection = new HttpConnection(address)) {
            Api.ensureWorkspace(connection);
            Api.fill(address, PREFIX, rows);
            connection.exchange(Api.append(Api.id(PREFIX, 0), lines(LINES)));
            HttpWorkloads workloads = new HttpWorkloads(address, rows, Api.durability(connection));
            workloads.verify(connection, rows);
            return workloads;
        }
    }

    private static String lines(int count) {
        StringBuilder lines = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            lines.append(i == 0 ? "" : ",")
                    .append("{\"content\":\"[INFO] Compiling module-")
                    .append(i % 97)
                    .append(" source file ")
                    .append(Long.toString(i * 2_654_435_761L, 36))
                    .append("Test.java to target/classes (")
                    .append(i * 31 % 1_000)
                    .append(" ms)\"}");
        }
        return lines.append(']').toString();
    }

    private void verify(HttpConnection connection, int rows) throws IOException {
        Api.require(Api.count(connection) == rows, "not " + rows + " executions");
        Api.verifyStored(connection, Api.id(PREFIX, rows - 1L), rows - 1L);
        JsonNode posted = connection.exchange(Api.create(rows)).json();
        Api.verifyStored(connection, posted.path("id").asString(), rows);
        created++;
        JsonNode items = connection.exchange(page).json().path("items");
        Api.require(items.size() == PAGE, "a page holds " + items.size());
        Api.require(items.get(0).path("id").equals(posted.path("id")), "the newest is not first");
        JsonNode lines = connection.exchange(log).json().path("items");
        Api.require(lines.size() == LINES, "the log holds " + lines.size());
    }

    Request pointRead(long n) {
        return pointReads.get((int) (n * STRIDE % pointReads.size()));
    }

    Request page(long n) {
        return page;
    }

    Request log(long n) {
        return log;
    }

    Sample created(Sample sample) {
        created += sample.operations();
        return sample;
    }

    String durability() {
        return durability;
    }

    int rows() {
        return pointReads.size();
    }

    /** Each create that was answered is stored; more may be, where an answer was lost. */
    void verifyCreates() throws IOException {
        try (HttpConnection connection = new HttpConnection(address)) {
            long stored = Api.count(connection);
            Api.require(stored >= created, created + " creates were answered, " + stored + " are stored");
        }
    }
}
