package dev.cairn.memory.execution;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.NotFound;
import dev.cairn.memory.base.MemoryScope;
import dev.cairn.memory.base.TimeKey;
import dev.cairn.memory.base.Weight;
import dev.cairn.model.Artifact;
import dev.cairn.model.EntityKind;
import dev.cairn.model.PageKey;
import dev.cairn.store.ArtifactWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Artifacts, listed by execution and by expiry, each counted as a link of its content. */
final class MemoryArtifacts implements ArtifactWriter {
    private final MemoryScope scope;
    private final ExecutionTables tables;

    MemoryArtifacts(MemoryScope scope, ExecutionTables tables) {
        this.scope = scope;
        this.tables = tables;
    }

    private ExecutionTables tables() {
        return scope.use(tables);
    }

    @Override
    public Optional<Artifact> find(String id) {
        return Optional.ofNullable(tables().artifacts.get(id));
    }

    @Override
    public List<Artifact> list(String executionId, @Nullable PageKey after, int limit) {
        return of(tables(), executionId, after, limit);
    }

    static List<Artifact> of(ExecutionTables tables, String executionId, @Nullable PageKey after, int limit) {
        TimeKey start = after == null
                ? new TimeKey(executionId, Instant.MIN, "")
                : new TimeKey(executionId, after.time(), after.id());
        List<Artifact> found = new ArrayList<>();
        for (Artifact artifact : tables.artifactLists.tailMap(start, false).values()) {
            if (found.size() == limit || !artifact.executionId().equals(executionId)) {
                break;
            }
            found.add(artifact);
        }
        return found;
    }

    @Override
    public List<Artifact> expired(Instant now, int limit) {
        List<Artifact> found = new ArrayList<>();
        for (Map.Entry<TimeKey, Artifact> end : tables().artifactEnds.entrySet()) {
            if (found.size() == limit || end.getKey().time().isAfter(now)) {
                break;
            }
            found.add(end.getValue());
        }
        return found;
    }

    @Override
    public void insert(Artifact artifact) {
        tables().require(artifact.executionId());
        ExecutionTables tables = tables();
        if (tables.artifacts.containsKey(artifact.id())) {
            throw new AlreadyExists("artifact", artifact.id());
        }
        String hash = artifact.content().sha256();
        Content content = tables.content(hash);
        if (content == null || content.size() != artifact.content().size()) {
            throw new NotFound("content", hash);
        }
        tables.content(hash, content.linked(1));
        tables.artifacts = tables.artifacts.plus(artifact.id(), artifact);
        tables.artifactLists = tables.artifactLists.plus(place(artifact), artifact);
        if (artifact.expiresAt() != null) {
            tables.artifactEnds =
                    tables.artifactEnds.plus(new TimeKey("", artifact.expiresAt(), artifact.id()), artifact);
        }
        tables.bytes += Weight.of(artifact);
        scope.changes().put(EntityKind.ARTIFACT, artifact.executionId(), artifact.id(), 1);
    }

    private static TimeKey place(Artifact artifact) {
        return new TimeKey(artifact.executionId(), artifact.createdAt(), artifact.id());
    }

    @Override
    public void delete(String id) {
        Artifact artifact = find(id).orElseThrow(() -> new NotFound("artifact", id));
        unlink(tables(), artifact);
        scope.changes().delete(EntityKind.ARTIFACT, artifact.executionId(), id, 1);
    }

    static void unlink(ExecutionTables tables, Artifact artifact) {
        String hash = artifact.content().sha256();
        Content content = tables.content(hash);
        if (content != null) {
            tables.content(hash, content.linked(-1));
        }
        tables.artifacts = tables.artifacts.minus(artifact.id());
        tables.artifactLists = tables.artifactLists.minus(place(artifact));
        if (artifact.expiresAt() != null) {
            tables.artifactEnds = tables.artifactEnds.minus(new TimeKey("", artifact.expiresAt(), artifact.id()));
        }
        tables.bytes -= Weight.of(artifact);
    }
}
