package dev.cairn.server.run;

import dev.cairn.error.InvalidArgument;
import dev.cairn.model.Ids;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.StoreSettings;
import java.net.URI;

/** Makes targets from the way they are written. */
public final class Targets {
    private static final String EMBEDDED = "embedded:";

    private Targets() {}

    /** The name of a target that is a store opened by this process. */
    public static String embedded(String backend) {
        return EMBEDDED + backend;
    }

    public static boolean isEmbedded(String target) {
        return target.startsWith(EMBEDDED);
    }

    /** A store that this process opens when the first batch is ready, and tries again to open while it is in use. */
    public static Target store(StoreSettings settings, String workspace) {
        return new StoreTarget(settings, new WorkspaceId(workspace));
    }

    /** @throws InvalidArgument for anything but an http or https URL */
    public static Target http(String url, String workspace) {
        return new HttpTarget(checkedUrl(url), Ids.check("workspace", workspace));
    }

    /** @throws InvalidArgument for anything but an http or https URL */
    public static String checkedUrl(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidArgument("url", "is not a URL: " + e.getMessage());
        }
        throw new InvalidArgument("url", "must look like http://127.0.0.1:8080, is \"" + url + "\"");
    }
}
