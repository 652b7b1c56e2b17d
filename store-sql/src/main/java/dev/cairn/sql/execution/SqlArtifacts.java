package dev.cairn.sql.execution;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.NotFound;
import dev.cairn.model.Artifact;
import dev.cairn.model.EntityKind;
import dev.cairn.model.PageKey;
import dev.cairn.sql.base.Micros;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.ArtifactWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Artifacts over {@link ArtifactMapper}. */
final class SqlArtifacts implements ArtifactWriter {
    /** Artifacts never change once linked. */
    private static final long VERSION = 1;

    private final SqlScope scope;
    private final ArtifactMapper mapper;
    private final ExecutionMapper executions;

    SqlArtifacts(SqlScope scope, ArtifactMapper mapper, ExecutionMapper executions) {
        this.scope = scope;
        this.mapper = mapper;
        this.executions = executions;
    }

    private ArtifactMapper mapper() {
        return scope.use(mapper);
    }

    @Override
    public Optional<Artifact> find(String id) {
        return Optional.ofNullable(mapper().find(scope.workspace(), id));
    }

    @Override
    public List<Artifact> list(String executionId, @Nullable PageKey after, int limit) {
        long time = after == null ? Long.MIN_VALUE : Micros.of(after.time());
        return mapper().list(scope.workspace(), executionId, time, after == null ? "" : after.id(), limit);
    }

    @Override
    public List<Artifact> expired(Instant now, int limit) {
        return mapper().expired(scope.workspace(), Micros.of(now), limit);
    }

    @Override
    public void insert(Artifact artifact) {
        String workspace = scope.workspace();
        if (mapper().insert(ArtifactRow.of(workspace, artifact)) == 0) {
            throw refused(workspace, artifact);
        }
        scope.changes().put(EntityKind.ARTIFACT, artifact.executionId(), artifact.id(), VERSION);
    }

    private RuntimeException refused(String workspace, Artifact artifact) {
        if (scope.use(executions).head(workspace, artifact.executionId()) == null) {
            return new NotFound("execution", artifact.executionId());
        }
        if (mapper().find(workspace, artifact.id()) != null) {
            return new AlreadyExists("artifact", artifact.id());
        }
        return new NotFound("content", artifact.content().sha256());
    }

    @Override
    public void delete(String id) {
        Artifact found = mapper().find(scope.workspace(), id);
        if (found == null) {
            throw new NotFound("artifact", id);
        }
        mapper().delete(scope.workspace(), id);
        scope.changes().delete(EntityKind.ARTIFACT, found.executionId(), id, VERSION);
    }
}
