package dev.cairn.bench.micro;

import dev.cairn.conformance.perf.SampleData;
import dev.cairn.logic.execution.NewExecution;
import dev.cairn.model.Execution;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Position;
import dev.cairn.server.http.json.Decode;
import dev.cairn.server.http.json.Encode;
import dev.cairn.server.http.json.JsonIo;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the HTTP layer reads and writes for one execution. */
@State(Scope.Thread)
public class JsonBenchmark {
    private static final String METADATA =
            "{\"branch\":\"main\",\"commit\":\"9fceb02d0ae598e95dc970b74767f19372d61af8\",\"attempt\":3}";

    private final Execution execution = SampleData.execution();
    private final byte[] body =
            ("{\"name\":\"build 1234\",\"command\":\"mvn -B verify\",\"workingDirectory\":\"/work/checkout\","
                            + "\"environment\":{\"CI\":\"true\"},\"user\":\"ci\",\"tags\":[\"nightly\"],\"metadata\":"
                            + METADATA
                            + "}")
                    .getBytes(StandardCharsets.UTF_8);
    private final String token = new Position("e4f7a1", 123_456_789, null).token();

    @Benchmark
    public byte[] executionToJson() {
        return JsonIo.bytes(out -> Encode.execution(out, execution));
    }

    @Benchmark
    public NewExecution jsonToNewExecution() {
        return Decode.newExecution("", JsonIo.read("body", body));
    }

    @Benchmark
    public JsonObject parseMetadata() {
        return JsonObject.parse("metadata", METADATA);
    }

    /** The cursor of a feed, parsed and written. */
    @Benchmark
    public String feedCursor() {
        return Position.parse("after", token).token();
    }
}
