package dev.cairn.logic.execution;

import dev.cairn.model.ArtifactType;
import dev.cairn.model.BlobRef;
import dev.cairn.model.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says of a file that a run left behind. Null means the default.
 *
 * @param id default: minted
 * @param step index of a step of that execution
 * @param name default: the file name
 * @param fileName a path or name as the run declared it; only its last segment is kept, as a label (ART-3)
 * @param mimeType default: by the file name's extension
 * @param type default: by the media type
 * @param content as {@link Artifacts#stage} returned it
 * @param retentionDays retention may remove it so many days from now; default: never
 * @param isPublic default: true
 */
public record NewArtifact(
        @Nullable String id,
        String executionId,
        @Nullable Integer step,
        @Nullable String name,
        @Nullable String description,
        String fileName,
        @Nullable String mimeType,
        @Nullable ArtifactType type,
        BlobRef content,
        @Nullable Integer retentionDays,
        @Nullable List<String> tags,
        @Nullable JsonObject metadata,
        @Nullable Boolean isPublic,
        @Nullable Instant at) {}
