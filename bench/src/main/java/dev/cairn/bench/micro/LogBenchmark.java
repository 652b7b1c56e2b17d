package dev.cairn.bench.micro;

import dev.cairn.conformance.perf.SampleData;
import dev.cairn.model.LogEntry;
import dev.cairn.sql.log.LogChunk;
import dev.cairn.sql.log.LogCodec;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** 100 lines of log as the SQL backends keep them. */
@State(Scope.Thread)
public class LogBenchmark {
    private static final int LINES = 100;

    private final List<LogEntry> lines = SampleData.lines(0, LINES);
    private final LogChunk chunk = LogCodec.encode(1, lines).getFirst();

    @Benchmark
    public List<LogChunk> encode100Lines() {
        return LogCodec.encode(1, lines);
    }

    @Benchmark
    public List<LogEntry> decode100Lines() {
        return LogCodec.decode(chunk);
    }
}
