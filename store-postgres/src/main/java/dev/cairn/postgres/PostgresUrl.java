package dev.cairn.postgres;

import dev.cairn.error.InvalidArgument;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Reads the two ways in which people write where their database is. Never shows what was given: it may hold a password. */
final class PostgresUrl {
    private static final String EXPECTED =
            "must be jdbc:postgresql://host:port/database or postgres://user:password@host:port/database";

    private PostgresUrl() {}

    /** @throws InvalidArgument field {@code url} */
    static PGSimpleDataSource parse(String url) {
        String jdbc = url;
        String user = null;
        String password = null;
        String rest = withoutScheme(url);
        if (rest != null) {
            int slash = indexOfAny(rest, "/?");
            int at = rest.lastIndexOf('@', slash);
            if (at >= 0) {
                String credentials = rest.substring(0, at);
                int colon = credentials.indexOf(':');
                user = decode(colon < 0 ? credentials : credentials.substring(0, colon));
                password = colon < 0 ? null : decode(credentials.substring(colon + 1));
            }
            jdbc = "jdbc:postgresql://" + rest.substring(at + 1);
        }
        PGSimpleDataSource source = fromJdbc(jdbc);
        if (user != null && !user.isEmpty()) {
            source.setUser(user);
        }
        if (password != null) {
            source.setPassword(password);
        }
        return source;
    }

    private static @Nullable String withoutScheme(String url) {
        for (String scheme : new String[] {"postgres://", "postgresql://"}) {
            if (url.startsWith(scheme)) {
                return url.substring(scheme.length());
            }
        }
        return null;
    }

    private static PGSimpleDataSource fromJdbc(String jdbc) {
        Properties properties = jdbc.startsWith("jdbc:postgresql:") ? Driver.parseURL(jdbc, null) : null;
        if (properties == null || PGProperty.PG_DBNAME.getOrDefault(properties) == null) {
            throw new InvalidArgument("url", EXPECTED);
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            for (String name : properties.stringPropertyNames()) {
                PGProperty known = PGProperty.forName(name);
                if (known == null) {
                    throw new InvalidArgument("url", "has a parameter that the driver does not know: " + name);
                }
                switch (known) {
                    case PG_HOST ->
                        source.setServerNames(properties.getProperty(name).split(",", -1));
                    case PG_PORT -> source.setPortNumbers(ports(properties.getProperty(name)));
                    case PG_DBNAME -> source.setDatabaseName(properties.getProperty(name));
                    default -> source.setProperty(known, properties.getProperty(name));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidArgument("url", EXPECTED);
        }
        return source;
    }

    private static int[] ports(String text) {
        return java.util.Arrays.stream(text.split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static int indexOfAny(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    /** Percent signs only: a plus stands for itself, as in every other client. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidArgument("url", "has a malformed percent escape before the @");
        }
    }

    /** {@code host:port/database}, for messages. */
    static String target(PGSimpleDataSource source) {
        StringBuilder target = new StringBuilder();
        String[] hosts = source.getServerNames();
        int[] ports = source.getPortNumbers();
        for (int i = 0; i < hosts.length; i++) {
            int port = i < ports.length && ports[i] != 0 ? ports[i] : 5432;
            target.append(i == 0 ? "" : ",").append(hosts[i]).append(':').append(port);
        }
        return target.append('/').append(source.getDatabaseName()).toString();
    }
}
