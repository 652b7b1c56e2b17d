package dev.cairn.conformance.model;

import dev.cairn.error.NotFound;
import dev.cairn.error.StoreException;
import dev.cairn.model.Artifact;
import dev.cairn.model.EntityKind;
import dev.cairn.model.PageKey;
import dev.cairn.store.ArtifactWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Artifacts of the reference model. */
final class ModelArtifacts implements ArtifactWriter {
    private static final Comparator<PageKey> EARLIEST_FIRST =
            Comparator.comparing(PageKey::time).thenComparing(PageKey::id);

    private final ReferenceModel model;

    ModelArtifacts(ReferenceModel model) {
        this.model = model;
    }

    @Override
    public Optional<Artifact> find(String id) {
        return Optional.ofNullable(model.artifacts.get(id));
    }

    @Override
    public List<Artifact> list(String executionId, @Nullable PageKey after, int limit) {
        Map<PageKey, Artifact> sorted = new TreeMap<>(EARLIEST_FIRST);
        model.artifacts.values().stream()
                .filter(artifact -> artifact.executionId().equals(executionId))
                .forEach(artifact -> sorted.put(new PageKey(artifact.createdAt(), artifact.id()), artifact));
        return sorted.entrySet().stream()
                .filter(entry -> after == null || EARLIEST_FIRST.compare(entry.getKey(), after) > 0)
                .map(Map.Entry::getValue)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Artifact> expired(Instant now, int limit) {
        Map<PageKey, Artifact> sorted = new TreeMap<>(EARLIEST_FIRST);
        for (Artifact artifact : model.artifacts.values()) {
            Instant expiresAt = artifact.expiresAt();
            if (expiresAt != null && !expiresAt.isAfter(now)) {
                sorted.put(new PageKey(expiresAt, artifact.id()), artifact);
            }
        }
        return sorted.values().stream().limit(limit).toList();
    }

    @Override
    public void insert(Artifact artifact) {
        List<StoreException> wrong = new ArrayList<>();
        if (!model.executions.containsKey(artifact.executionId())) {
            wrong.add(new NotFound("execution", artifact.executionId()));
        }
        if (!model.content.containsKey(artifact.content())) {
            wrong.add(new NotFound("content", artifact.content().sha256()));
        }
        if (model.artifacts.containsKey(artifact.id())) {
            wrong.add(ReferenceModel.taken("artifact", artifact.id()));
        }
        ReferenceModel.refuse(wrong);
        model.artifacts.put(artifact.id(), artifact);
        model.put(EntityKind.ARTIFACT, artifact.executionId(), artifact.id(), 1);
    }

    @Override
    public void delete(String id) {
        Artifact gone = model.artifacts.remove(id);
        if (gone == null) {
            throw new NotFound("artifact", id);
        }
        model.delete(EntityKind.ARTIFACT, gone.executionId(), id, 1);
    }
}
