package dev.cairn.server.run;

import java.nio.file.Path;
import java.time.Duration;

/** Where a spool is delivered to: a server or a store. Calls answer; they do not throw for what a target can do wrong. */
public interface Target extends AutoCloseable {

    /** What became of a call. */
    sealed interface Answer {
        record Accepted() implements Answer {}

        /** It will never be taken. */
        record Refused(String reason) implements Answer {}

        /** Nobody answered, or not now; the same call may succeed later. */
        record Away(String reason) implements Answer {}
    }

    /** How messages name it. */
    String name();

    /** Creates the workspace unless it is there. */
    Answer ensureWorkspace();

    /**
     * Applies a batch once, however often it is sent.
     *
     * @param operations JSON array as openapi.yaml has it
     */
    Answer send(String producer, long sequence, byte[] operations);

    /** Keeps content that the next batch links. */
    Answer stage(Path file);

    /** Says that the recorder lives. */
    Answer heartbeat(String executionId, Duration lease);

    @Override
    void close();
}
