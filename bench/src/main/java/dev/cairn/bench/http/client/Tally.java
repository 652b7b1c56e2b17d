package dev.cairn.bench.http.client;

import dev.cairn.conformance.perf.Sample;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What one thread of a loop counts. */
final class Tally {
    final Histogram histogram = Sample.newHistogram();
    private final Map<String, Long> errors = new TreeMap<>();
    private long done;
    private @Nullable String firstBody;

    void success(long nanos) {
        done++;
        histogram.recordValue(Math.max(0, nanos));
    }

    /** @param what the status, or what happened to the connection */
    void failure(String what, String body) {
        errors.merge(what, 1L, Long::sum);
        if (firstBody == null && !body.isEmpty()) {
            firstBody = body;
        }
    }

    static Sample sum(List<Tally> tallies, long nanos) {
        Histogram all = Sample.newHistogram();
        Map<String, Long> errors = new TreeMap<>();
        long done = 0;
        String body = "";
        for (Tally tally : tallies) {
            all.add(tally.histogram);
            done += tally.done;
            tally.errors.forEach((what, count) -> errors.merge(what, count, Long::sum));
            body = body.isEmpty() && tally.firstBody != null ? " (" + tally.firstBody + ")" : body;
        }
        long failed = errors.values().stream().mapToLong(Long::longValue).sum();
        String counted = errors.entrySet().stream()
                .map(entry -> entry.getValue() + " x " + entry.getKey())
                .collect(Collectors.joining(", "));
        return new Sample(done, nanos, failed, all, failed == 0 ? null : new IOException(counted + body));
    }
}
