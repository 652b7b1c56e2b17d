package dev.cairn.server.run;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** The one way in which clients of a server are made. */
public final class HttpClients {
    private HttpClients() {}

    public static HttpClient open(String url) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5));
        if (url.startsWith("http:")) {
            builder.sslContext(unused());
        }
        return builder.build();
    }

    /** Trusts nobody; without it every client reads all certificates of the JDK, which takes longer than a short run. */
    private static SSLContext unused() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What went wrong, in words. */
    public static String reason(IOException e) {
        if (e.getCause() instanceof UnresolvedAddressException
                || e.getCause() != null && e.getCause().getCause() instanceof UnresolvedAddressException) {
            return "unknown host";
        }
        return switch (e) {
            case HttpConnectTimeoutException timeout -> "no connection in time";
            case HttpTimeoutException timeout -> "no answer in time";
            case ConnectException refused -> "connection refused";
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }
}
