package dev.cairn.store;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.NotFound;
import dev.cairn.model.Artifact;

/** Artifacts of one workspace, linked and unlinked. */
public interface ArtifactWriter extends ArtifactReader {
    /**
     * Links staged content to an execution (ART-1).
     *
     * @throws NotFound kind "execution"; or kind "content" when that content was not staged in this
     *     workspace, or was collected since
     * @throws AlreadyExists kind "artifact" when the id is taken
     */
    void insert(Artifact artifact);

    /**
     * Removes the link; content that nothing links any more is left for {@link Blobs#collect}.
     *
     * @throws NotFound kind "artifact"
     */
    void delete(String id);
}
