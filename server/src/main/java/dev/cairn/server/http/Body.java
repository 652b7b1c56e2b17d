package dev.cairn.server.http;

import dev.cairn.error.InvalidArgument;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request body: its media type, its limit, and what is left of it when nobody wants it any more. */
final class Body {
    /** An unread body up to this size is read and dropped, so that the connection can go on. */
    private static final long SMALL = 64 * 1024;
    /** How much of a refused body is dropped so that the client gets to read the answer before the connection ends. */
    private static final long LINGER_BYTES = 256L << 20;

    private static final long LINGER_NANOS = 5_000_000_000L;

    private final ServerRequest request;
    private final long limit;
    private @Nullable InputStream opened;
    private boolean ended;

    Body(ServerRequest request, long limit) {
        this.request = request;
        this.limit = limit;
    }

    /** Checks the media type before anything is read. */
    void expect(Set<String> mediaTypes) {
        String type = mediaType();
        if (mediaTypes.isEmpty()) {
            if (declaredLength() > 0) {
                throw new InvalidArgument("body", "must be empty: this operation takes none");
            }
            return;
        }
        if (type == null || !mediaTypes.contains(type)) {
            throw Problems.mediaType(type == null ? "of no type" : type, mediaTypes)
                    .exception();
        }
    }

    @Nullable
    String mediaType() {
        String header = request.headers().value(HeaderNames.CONTENT_TYPE).orElse(null);
        if (header == null) {
            return null;
        }
        int semicolon = header.indexOf(';');
        return (semicolon < 0 ? header : header.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    byte[] bytes() {
        if (declaredLength() > limit) {
            throw Problems.tooLarge("the body", limit).exception();
        }
        try {
            // by the declared length where there is one: room for more would be allocated for every small body
            long most = declaredLength() >= 0 ? declaredLength() : Math.min(limit + 1, Integer.MAX_VALUE - 8);
            byte[] bytes = stream().readNBytes(Math.toIntExact(most));
            if (bytes.length > limit) {
                throw Problems.tooLarge("the body", limit).exception();
            }
            ended = true;
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InputStream stream() {
        if (opened == null) {
            opened = request.content().hasEntity() ? request.content().inputStream() : InputStream.nullInputStream();
        }
        return opened;
    }

    long declaredLength() {
        ServerRequestHeaders headers = request.headers();
        return headers.contentLength().orElse(-1);
    }

    /** Whether more of it may follow than is worth reading for the sake of the connection. */
    boolean outstanding() {
        if (ended || !request.content().hasEntity() || request.content().consumed()) {
            return false;
        }
        return declaredLength() < 0 || declaredLength() > SMALL;
    }

    /** Drops what still comes, within bounds. Ending at once would reset the connection under the answer. */
    void linger() {
        long end = System.nanoTime() + LINGER_NANOS;
        byte[] dropped = new byte[64 * 1024];
        long total = 0;
        try {
            InputStream rest = stream();
            int read = rest.read(dropped);
            while (read >= 0 && total < LINGER_BYTES && System.nanoTime() < end) {
                total += read;
                read = rest.read(dropped);
            }
        } catch (IOException | RuntimeException e) {
            // the client is gone, which is as good as the end
            ended = true;
        }
    }
}
