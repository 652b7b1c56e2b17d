package dev.cairn.store;

import dev.cairn.model.Artifact;
import dev.cairn.model.PageKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Artifacts of one workspace, read. */
public interface ArtifactReader {
    Optional<Artifact> find(String id);

    /** Oldest first: by creation time, then id, strictly after {@code after}. Empty for an unknown execution. */
    List<Artifact> list(String executionId, @Nullable PageKey after, int limit);

    /** Artifacts that expired at or before {@code now}, earliest first, then by id. */
    List<Artifact> expired(Instant now, int limit);
}
