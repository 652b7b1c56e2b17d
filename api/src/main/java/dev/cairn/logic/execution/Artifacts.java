package dev.cairn.logic.execution;

import dev.cairn.error.InvalidArgument;
import dev.cairn.error.NotFound;
import dev.cairn.logic.Cursors;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Limits;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.Pages;
import dev.cairn.logic.Prepared;
import dev.cairn.logic.Scope;
import dev.cairn.model.Artifact;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Ids;
import dev.cairn.model.Page;
import dev.cairn.model.PageKey;
import dev.cairn.store.Committed;
import dev.cairn.store.View;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The artifacts of one workspace. */
public final class Artifacts {
    private final Scope scope;

    public Artifacts(Scope scope) {
        this.scope = scope;
    }

    /**
     * Keeps content so that an artifact can be linked to it; content that stays unlinked is collected later (BLOB-2).
     *
     * @throws dev.cairn.error.LimitExceeded when there are more than {@code maxBytes}; nothing is kept
     * @throws IOException when {@code content} fails; nothing is kept
     */
    public BlobRef stage(InputStream content, long maxBytes) throws IOException {
        return scope.store().blobs().stage(scope.workspace(), content, maxBytes, scope.now());
    }

    /** @throws NotFound kind "execution", {@code step} or {@code content} */
    public Committed<Artifact> link(NewArtifact input) {
        return scope.write("artifacts.link", link(scope, input));
    }

    static Prepared<Artifact> link(Scope scope, NewArtifact input) {
        Artifact artifact = checked(scope, input);
        return tx -> {
            if (artifact.step() != null) {
                StepWrites.require(tx, artifact.executionId(), artifact.step());
            }
            tx.artifacts().insert(artifact);
            return artifact;
        };
    }

    private static Artifact checked(Scope scope, NewArtifact input) {
        String fileName = lastSegment(Inputs.text("fileName", input.fileName(), Limits.PATH));
        if (fileName.isEmpty()) {
            throw new InvalidArgument("fileName", "must name a file");
        }
        String mimeType = Inputs.textOr("mimeType", input.mimeType(), MediaTypes.of(fileName), Limits.MIME_TYPE);
        if (!mimeType.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new InvalidArgument("mimeType", "must be a media type such as text/plain");
        }
        Instant createdAt = Inputs.time("at", input.at(), scope.now());
        return new Artifact(
                input.id() == null ? scope.ids().next() : Ids.check("id", input.id()),
                input.executionId(),
                input.step() == null ? null : StepRules.index("step", input.step()),
                Inputs.textOr("name", input.name(), cut(fileName), Limits.NAME),
                Inputs.textOr("description", input.description(), "", Limits.DESCRIPTION),
                fileName,
                mimeType,
                input.type() == null ? MediaTypes.type(fileName, mimeType) : input.type(),
                input.content(),
                createdAt,
                expiry(scope.now(), input.retentionDays()),
                Inputs.tags(input.tags()),
                Inputs.metadata(input.metadata()),
                input.isPublic() == null || input.isPublic());
    }

    private static String cut(String fileName) {
        return fileName.length() <= Limits.NAME ? fileName : fileName.substring(fileName.length() - Limits.NAME);
    }

    /** Recorders run on any system, so both separators count. */
    private static String lastSegment(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static @Nullable Instant expiry(Instant now, @Nullable Integer days) {
        if (days == null) {
            return null;
        }
        if (days < 0 || days > Limits.RETENTION_DAYS) {
            throw new InvalidArgument("retentionDays", "must be 0 to " + Limits.RETENTION_DAYS);
        }
        return now.plus(Duration.ofDays(days));
    }

    /** @throws NotFound kind "artifact" */
    public Artifact get(String id) {
        return scope.store().read(scope.workspace(), "artifacts.get", view -> require(view, id));
    }

    private static Artifact require(View view, String id) {
        return view.artifacts().find(id).orElseThrow(() -> new NotFound("artifact", id));
    }

    /**
     * Oldest first.
     *
     * @throws NotFound kind "execution"
     */
    public Page<Artifact> list(String executionId, PageRequest request) {
        PageKey after = Cursors.timed(request.cursor());
        return scope.store().read(scope.workspace(), "artifacts.list", view -> {
            ExecutionWrites.require(view, executionId);
            List<Artifact> found = view.artifacts().list(executionId, after, request.limit() + 1);
            return Pages.of(found, request.limit(), a -> new PageKey(a.createdAt(), a.id()), null);
        });
    }

    /**
     * The content from {@code offset} on, at most {@code length} bytes; the caller closes it.
     *
     * @throws NotFound kind "artifact", or {@code content} when it is gone
     * @throws dev.cairn.error.Corrupt when what is kept does not have the recorded size
     */
    public InputStream open(Artifact artifact, long offset, long length) {
        return scope.store().blobs().open(scope.workspace(), artifact.content(), offset, length);
    }

    /** Unlinks it; its content is collected later unless another artifact links it. */
    public void delete(String id) {
        scope.write("artifacts.delete", tx -> {
            tx.artifacts().delete(id);
            return null;
        });
    }
}
