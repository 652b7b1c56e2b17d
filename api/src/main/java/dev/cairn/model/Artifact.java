package dev.cairn.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that a run left behind: metadata in the store, content behind {@link #content}. Immutable once linked.
 *
 * @param step index of the step that made it; null when none
 * @param fileName the last segment of the declared path; a label, never used as a path (clause ART-3)
 * @param expiresAt from when on retention may remove it; null for never
 */
public record Artifact(
        String id,
        String executionId,
        @Nullable Integer step,
        String name,
        String description,
        String fileName,
        String mimeType,
        ArtifactType type,
        BlobRef content,
        Instant createdAt,
        @Nullable Instant expiresAt,
        List<String> tags,
        JsonObject metadata,
        boolean isPublic) {

    public Artifact {
        tags = List.copyOf(tags);
    }
}
