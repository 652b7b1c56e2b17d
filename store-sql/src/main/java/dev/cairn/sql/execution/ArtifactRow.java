package dev.cairn.sql.execution;

import dev.cairn.model.Artifact;
import dev.cairn.model.Json;
import dev.cairn.model.Wire;
import dev.cairn.sql.base.Micros;
import org.jspecify.annotations.Nullable;

/** An artifact as parameters of insert. */
public record ArtifactRow(
        String workspace,
        String id,
        String execution,
        @Nullable Integer step,
        String name,
        String description,
        String fileName,
        String mimeType,
        String type,
        String sha256,
        long size,
        long createdAt,
        @Nullable Long expiresAt,
        String tags,
        String metadata,
        int isPublic) {

    static ArtifactRow of(String workspace, Artifact a) {
        return new ArtifactRow(
                workspace,
                a.id(),
                a.executionId(),
                a.step(),
                a.name(),
                a.description(),
                a.fileName(),
                a.mimeType(),
                Wire.name(a.type()),
                a.content().sha256(),
                a.content().size(),
                Micros.of(a.createdAt()),
                Micros.ofNullable(a.expiresAt()),
                a.tags().isEmpty() ? "[]" : Json.write(a.tags()),
                a.metadata().text(),
                a.isPublic() ? 1 : 0);
    }
}
