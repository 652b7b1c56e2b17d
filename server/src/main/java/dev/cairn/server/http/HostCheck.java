package dev.cairn.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages away from a server on this machine. The Host header must name this machine, or a page whose name was
 * made to point here (DNS rebinding) could read everything; an Origin must be the server's own, or any page could write.
 *
 * @param loopback whether the server listens on loopback only
 */
public record HostCheck(boolean loopback, Set<String> allowedHosts, Set<String> allowedOrigins) {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    /** @return what is wrong, or null */
    public @Nullable Problem refuse(Headers headers) {
        String host = headers.value(HeaderNames.HOST).orElse("").toLowerCase(Locale.ROOT);
        String name = name(host);
        if (loopback && !LOCAL.contains(name) && !allowedHosts.contains(name)) {
            return Problems.forbidden(
                    "Host", "\"" + host + "\" is not a name of this server; allow it with CAIRN_HTTP_ALLOWED_HOSTS");
        }
        String origin = headers.value(HeaderNames.ORIGIN).orElse(null);
        if (origin != null && !allowedOrigins.contains(origin) && !same(origin, host)) {
            return Problems.forbidden(
                    "Origin", "\"" + origin + "\" may not call this server; allow it with CAIRN_HTTP_ALLOWED_ORIGINS");
        }
        return null;
    }

    private static String name(String host) {
        int port = host.lastIndexOf(':');
        return port > host.lastIndexOf(']') && port >= 0 ? host.substring(0, port) : host;
    }

    private static boolean same(String origin, String host) {
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null && authority.toLowerCase(Locale.ROOT).equals(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
