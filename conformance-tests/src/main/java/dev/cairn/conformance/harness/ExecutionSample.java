package dev.cairn.conformance.harness;

import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds executions of which a test names only what it is about. */
public final class ExecutionSample {
    private final String id;
    private final Instant createdAt;
    private String name = "build";
    private ExecutionStatus status = ExecutionStatus.PENDING;
    private @Nullable Integer exitCode;
    private @Nullable String error;
    private @Nullable Instant startedAt;
    private @Nullable Instant completedAt;
    private @Nullable String user;
    private List<String> tags = List.of();
    private JsonObject metadata = JsonObject.EMPTY;
    private long version = 1;

    ExecutionSample(String id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
    }

    public ExecutionSample name(String value) {
        name = value;
        return this;
    }

    public ExecutionSample status(ExecutionStatus value) {
        status = value;
        return this;
    }

    public ExecutionSample exitCode(Integer value) {
        exitCode = value;
        return this;
    }

    public ExecutionSample error(String value) {
        error = value;
        return this;
    }

    public ExecutionSample startedAt(@Nullable Instant value) {
        startedAt = value;
        return this;
    }

    public ExecutionSample completedAt(@Nullable Instant value) {
        completedAt = value;
        return this;
    }

    public ExecutionSample user(@Nullable String value) {
        user = value;
        return this;
    }

    /** Distinct, in byte order. */
    public ExecutionSample tags(String... values) {
        tags = List.of(values);
        return this;
    }

    public ExecutionSample metadata(JsonObject value) {
        metadata = value;
        return this;
    }

    public ExecutionSample version(long value) {
        version = value;
        return this;
    }

    public Execution build() {
        return new Execution(
                id,
                name,
                "make all",
                "/src",
                status,
                exitCode,
                error,
                createdAt,
                startedAt,
                completedAt,
                Map.of(),
                user,
                tags,
                metadata,
                0,
                0,
                -1,
                false,
                version);
    }
}
