package dev.cairn.server.http;

import dev.cairn.Cairn;
import dev.cairn.CairnWorkspace;
import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.Attributions;
import dev.cairn.model.Attribution;
import dev.cairn.server.http.json.JsonIo;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** One request of a known operation and its response. */
public final class Call {
    private static final String ACTOR = "Cairn-Actor";
    private static final String REASON = "Cairn-Reason";
    private static final Map<String, HeaderName> NAMES = new ConcurrentHashMap<>();

    private final Target target;
    private final ServerRequest request;
    private final ServerResponse response;
    private final Body body;

    Call(Target target, ServerRequest request, ServerResponse response, Body body) {
        this.target = target;
        this.request = request;
        this.response = response;
        this.body = body;
    }

    /** The names are those in the code of handlers, so that there are few. */
    private static HeaderName name(String name) {
        return NAMES.computeIfAbsent(name, HeaderNames::create);
    }

    /** An id from the path, percent-decoded once. */
    public String id(String parameter) {
        return target.id(parameter);
    }

    /** The workspace of the path; what the request writes is on behalf of the actor that its headers name (AUDIT-7). */
    public CairnWorkspace workspace(Cairn cairn) {
        CairnWorkspace workspace = cairn.workspace(id("workspace"));
        String method = request.prologue().method().text();
        if (method.equals("GET") || method.equals("HEAD")) {
            return workspace;
        }
        String actor = decoded(ACTOR);
        String reason = decoded(REASON);
        if (actor == null) {
            if (reason != null) {
                throw new InvalidArgument(REASON, "needs " + ACTOR + " beside it");
            }
            return workspace;
        }
        Attribution by = Attributions.of(ACTOR, actor, REASON, reason);
        return workspace.as(by);
    }

    /** The text of a header, in which what is not ASCII is percent-encoded. */
    private @Nullable String decoded(String name) {
        String raw = header(name);
        if (raw == null) {
            return null;
        }
        if (raw.chars().anyMatch(c -> c >= 0x80)) {
            throw new InvalidArgument(name, "must be percent-encoded where it is not ASCII");
        }
        return Percent.decode(name, raw, false);
    }

    /** A step index from the path. */
    public int index(String parameter) {
        return target.index(parameter);
    }

    public Query query() {
        return target.query();
    }

    public @Nullable String header(String name) {
        return request.headers().value(name(name)).orElse(null);
    }

    /** The version in {@code If-Match}; null when it is absent or {@code *}. */
    public @Nullable Long ifMatch() {
        return Etags.version("If-Match", header("If-Match"));
    }

    /** The whole body, bounded by the JSON limit. */
    public byte[] bytes() {
        return body.bytes();
    }

    public JsonNode json() {
        return JsonIo.read("body", body.bytes());
    }

    public boolean ndjson() {
        return "application/x-ndjson".equals(body.mediaType());
    }

    /** Refuses by the declared length, before anything is read. */
    public void refuseLongerThan(String what, long max) {
        if (body.declaredLength() > max) {
            throw Problems.tooLarge(what, max).exception();
        }
    }

    /** The body as it arrives; the reader bounds it. */
    public InputStream stream() {
        return body.stream();
    }

    public Call header(String name, String value) {
        response.header(name(name), value);
        return this;
    }

    public Call etag(long version) {
        return header("ETag", "\"" + version + "\"");
    }

    public Call revision(long revision) {
        return revision > 0 ? header("Cairn-Revision", Long.toString(revision)) : this;
    }

    /** Sends 304 when the client has this version already. */
    public boolean notModified(String etag) {
        boolean known = Etags.noneMatch(header("If-None-Match"), etag);
        if (known) {
            header("ETag", etag);
            response.status(Status.NOT_MODIFIED_304).send();
        }
        return known;
    }

    public void json(int status, Consumer<JsonGenerator> writer) {
        send(status, "application/json", JsonIo.bytes(writer));
    }

    public void send(int status, String mediaType, byte[] bytes) {
        header("Content-Type", mediaType);
        response.status(status).send(bytes);
    }

    public void noContent() {
        response.status(Status.NO_CONTENT_204).send();
    }

    /** A body of unknown length; the caller closes it. */
    public OutputStream stream(int status, String mediaType) {
        header("Content-Type", mediaType);
        response.status(status);
        return response.outputStream();
    }

    /** A body of known length; the caller closes it. */
    public OutputStream stream(int status, String mediaType, long length) {
        response.contentLength(length);
        return stream(status, mediaType);
    }

    public boolean head() {
        return request.prologue().method().text().equals("HEAD");
    }

    /** The path under which the request came, to point to what it created. */
    public String path() {
        return request.prologue().uriPath().rawPath();
    }
}
