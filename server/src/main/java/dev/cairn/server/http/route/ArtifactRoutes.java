package dev.cairn.server.http.route;

import dev.cairn.Cairn;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.logic.Limits;
import dev.cairn.logic.execution.Artifacts;
import dev.cairn.logic.execution.NewArtifact;
import dev.cairn.model.Artifact;
import dev.cairn.model.ArtifactType;
import dev.cairn.model.BlobRef;
import dev.cairn.server.http.ByteRange;
import dev.cairn.server.http.Call;
import dev.cairn.server.http.ContentDisposition;
import dev.cairn.server.http.Problems;
import dev.cairn.server.http.Query;
import dev.cairn.server.http.Routes;
import dev.cairn.server.http.json.Decode;
import dev.cairn.server.http.json.Encode;
import dev.cairn.store.Committed;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Artifacts and content: upload, stage, link, list, download, delete. */
public final class ArtifactRoutes implements Routes.Group {
    private final Cairn cairn;
    private final ServerLimits limits;

    @Inject
    public ArtifactRoutes(Cairn cairn, ServerLimits limits) {
        this.cairn = cairn;
        this.limits = limits;
    }

    @Override
    public void register(Routes routes) {
        routes.on("stageContent", call -> {
            BlobRef content = stage(call);
            call.json(201, out -> Encode.content(out, content));
        });
        routes.on("uploadArtifact", this::upload);
        routes.on("linkArtifact", call -> {
            NewArtifact input = Decode.newArtifact(call.id("execution"), call.json());
            created(call, artifacts(call).link(input));
        });
        routes.on("listArtifacts", call -> {
            var page = artifacts(call).list(call.id("execution"), call.query().page());
            call.json(200, out -> Encode.page(out, page, Encode::artifact));
        });
        routes.on("getArtifact", call -> {
            Artifact artifact = artifacts(call).get(call.id("artifact"));
            call.json(200, out -> Encode.artifact(out, artifact));
        });
        routes.on("deleteArtifact", call -> {
            artifacts(call).delete(call.id("artifact"));
            call.noContent();
        });
        routes.on("downloadArtifact", this::download);
    }

    private BlobRef stage(Call call) throws IOException {
        long max = limits.maxArtifact();
        call.refuseLongerThan("content", max);
        try {
            return artifacts(call).stage(call.stream(), max);
        } catch (LimitExceeded e) {
            throw Problems.tooLarge("content", max).exception();
        }
    }

    private void upload(Call call) throws IOException {
        Query query = call.query();
        String execution = call.id("execution");
        String fileName = query.text("fileName");
        if (fileName == null) {
            throw new InvalidArgument("fileName", "is required");
        }
        Integer step = query.integer("step", 0, Limits.STEPS - 1);
        ArtifactType type = query.choice("type", ArtifactType.class);
        Integer retentionDays = query.integer("retentionDays", 0, Limits.RETENTION_DAYS);
        Boolean isPublic = query.flag("public");
        // before the body is read: an unknown execution must not cost an upload
        call.workspace(cairn).executions().get(execution);
        BlobRef content = stage(call);
        created(
                call,
                artifacts(call)
                        .link(new NewArtifact(
                                query.text("id"),
                                execution,
                                step,
                                query.text("name"),
                                query.text("description"),
                                fileName,
                                query.text("mimeType"),
                                type,
                                content,
                                retentionDays,
                                query.texts("tag"),
                                null,
                                isPublic,
                                null)));
    }

    private static void created(Call call, Committed<Artifact> linked) {
        Artifact artifact = linked.value();
        String workspace = call.path().substring(0, call.path().indexOf("/executions/"));
        call.revision(linked.revision()).header("Location", workspace + "/artifacts/" + artifact.id());
        call.json(201, out -> Encode.artifact(out, artifact));
    }

    private void download(Call call) throws IOException {
        Artifact artifact = artifacts(call).get(call.id("artifact"));
        String etag = "\"" + artifact.content().sha256() + "\"";
        if (call.notModified(etag)) {
            return;
        }
        long size = artifact.content().size();
        String ifRange = call.header("If-Range");
        boolean wanted = ifRange == null || ifRange.equals(etag);
        ByteRange range = wanted ? range(call, size) : null;
        call.header("ETag", etag)
                .header("Accept-Ranges", "bytes")
                .header("Content-Disposition", ContentDisposition.attachment(artifact.fileName()))
                .header("Content-Security-Policy", "sandbox; default-src 'none'");
        if (range != null) {
            call.header("Content-Range", range.contentRange(size));
        }
        long first = range == null ? 0 : range.first();
        long length = range == null ? size : range.length();
        // opened before the status goes out, so that missing content is still a proper error
        try (InputStream content = artifacts(call).open(artifact, first, length);
                OutputStream out = call.stream(range == null ? 200 : 206, artifact.mimeType(), length)) {
            if (!call.head()) {
                content.transferTo(out);
            }
        }
    }

    private static @org.jspecify.annotations.Nullable ByteRange range(Call call, long size) {
        try {
            return ByteRange.parse(call.header("Range"), size);
        } catch (dev.cairn.server.http.ProblemException e) {
            call.header("Content-Range", "bytes */" + size);
            throw e;
        }
    }

    private Artifacts artifacts(Call call) {
        return call.workspace(cairn).artifacts();
    }
}
