package dev.cairn.conformance.perf.origin;

import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Run;

/** One workload of the origin documents. It makes the databases it needs, and verifies what they hold afterwards. */
@FunctionalInterface
public interface OriginWorkload {
    void measure(Run run, Backend backend) throws Exception;
}
