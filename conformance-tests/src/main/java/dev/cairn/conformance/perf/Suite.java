package dev.cairn.conformance.perf;

/** One part of the program. */
public interface Suite {
    /** As in {@code --suite}. */
    String name();

    /** Measures the backend and gives each figure to the run as soon as it is there. */
    void run(Run run, Backend backend) throws Exception;
}
