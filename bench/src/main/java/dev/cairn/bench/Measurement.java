package dev.cairn.bench;

import dev.cairn.bench.engine.Engines;
import dev.cairn.bench.http.FeedSuite;
import dev.cairn.bench.http.HttpSuite;
import dev.cairn.bench.http.MixedSuite;
import dev.cairn.bench.http.OriginHttp;
import dev.cairn.bench.micro.MicroSuite;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.FloorSuite;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Suite;
import dev.cairn.conformance.perf.growth.GrowthSuite;
import dev.cairn.conformance.perf.origin.OriginStorage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs the chosen suites on the chosen backends, one after the other. */
final class Measurement implements AutoCloseable {
    /** What {@code origin} may be narrowed to: its workloads through the contract, and those over HTTP. */
    static final List<String> PARTS =
            Stream.concat(OriginStorage.PARTS.stream(), Stream.of("http")).toList();

    static final List<String> SUITES =
            List.copyOf(suites(Integer.MAX_VALUE, PARTS).keySet());

    private final Run run;
    private final Path directory;
    private final PrintWriter err;
    private final Map<String, List<Suite>> suites;
    private volatile @Nullable Backend open;

    /**
     * @param rows how far growth goes
     * @param parts which of {@link #PARTS}
     */
    Measurement(Run run, Path directory, long rows, List<String> parts, PrintWriter err) {
        this.suites = suites(rows, parts);
        this.run = run;
        this.directory = directory;
        this.err = err;
    }

    /** Several may stand under one name: domains add their own. */
    private static Map<String, List<Suite>> suites(long rows, List<String> parts) {
        Map<String, List<Suite>> suites = new LinkedHashMap<>();
        suites.put("floor", List.of(new FloorSuite()));
        Suite storage = new OriginStorage(Set.copyOf(parts));
        suites.put("origin", parts.contains("http") ? List.of(storage, new OriginHttp()) : List.of(storage));
        suites.put("http", List.of(new HttpSuite()));
        suites.put("feed", List.of(new FeedSuite()));
        suites.put("growth", List.of(new GrowthSuite(rows)));
        suites.put("mixed", List.of(new MixedSuite()));
        suites.put("micro", List.of(new MicroSuite()));
        return suites;
    }

    /** False when something could not be measured; the rest is measured all the same. */
    boolean all(List<String> backends, List<String> chosen) throws IOException {
        Files.createDirectories(directory);
        boolean complete = true;
        for (String name : backends) {
            try (Backend backend = Engines.open(name, directory)) {
                open = backend;
                for (String suite : chosen) {
                    for (Suite part : suites.getOrDefault(suite, List.of())) {
                        complete &= measure(part, backend);
                    }
                }
            } catch (Exception e) {
                complete = false;
                failed(name, e);
            }
            open = null;
        }
        String[] left = directory.toFile().list();
        if (left != null && left.length == 0) {
            Files.delete(directory);
        }
        return complete;
    }

    private boolean measure(Suite suite, Backend backend) {
        try {
            suite.run(run, backend);
            return true;
        } catch (Exception e) {
            failed(suite.name() + " " + backend.name(), e);
            return false;
        }
    }

    private void failed(String what, Exception e) {
        err.println("cairn bench: " + what + " could not be measured: " + e);
        e.printStackTrace(err);
        err.flush();
    }

    /** Removes what is there of the databases, when the run is interrupted. */
    @Override
    public void close() {
        Backend backend = open;
        if (backend != null) {
            try {
                backend.close();
            } catch (Exception e) {
                failed("cleaning up", e);
            }
        }
    }
}
