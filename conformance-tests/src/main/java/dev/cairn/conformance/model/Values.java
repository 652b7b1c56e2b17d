package dev.cairn.conformance.model;

import dev.cairn.model.BlobRef;
import dev.cairn.model.Execution;
import dev.cairn.model.Step;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** Copies and references of values. */
final class Values {
    private Values() {}

    static Execution with(Execution e, Instant createdAt, long version) {
        return new Execution(
                e.id(),
                e.name(),
                e.command(),
                e.workingDirectory(),
                e.status(),
                e.exitCode(),
                e.error(),
                createdAt,
                e.startedAt(),
                e.completedAt(),
                e.environment(),
                e.user(),
                e.tags(),
                e.metadata(),
                e.totalSteps(),
                e.completedSteps(),
                e.currentStep(),
                e.lost(),
                version);
    }

    static Step with(Step s, Instant createdAt, long version) {
        return new Step(
                s.executionId(),
                s.index(),
                s.name(),
                s.description(),
                s.status(),
                s.exitCode(),
                s.error(),
                s.stopOnError(),
                s.estimated(),
                createdAt,
                s.startedAt(),
                s.completedAt(),
                s.metadata(),
                s.lost(),
                version);
    }

    static BlobRef reference(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return new BlobRef(HexFormat.of().formatHex(hash), content.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
