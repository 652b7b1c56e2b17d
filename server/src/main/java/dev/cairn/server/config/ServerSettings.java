package dev.cairn.server.config;

import dev.cairn.spi.Setting;
import java.util.List;

/** Every setting of the server itself; in the environment {@code CAIRN_} and the name in capitals. */
public final class ServerSettings {
    private static final long DAY = 86_400_000L;

    public static final List<Setting> ALL = List.of(
            Setting.text("http_host", "127.0.0.1", "address to listen on; anything but loopback needs --insecure-bind"),
            Setting.integer("http_port", 8080, 0, 65_535, "port to listen on; 0 picks a free one"),
            Setting.flag("http_insecure_bind", false, "listen beyond loopback although there is no authentication yet"),
            Setting.text("http_allowed_hosts", "", "host names besides localhost that a request may name, by commas"),
            Setting.text(
                    "http_allowed_origins",
                    "",
                    "origins besides the server's own that a browser may call from, by commas"),
            Setting.integer("http_max_connections", 4096, 1, 1_000_000, "open connections, followers included"),
            Setting.bytes("http_max_headers", "16k", 1024, 1 << 20, "size of all headers of a request"),
            Setting.bytes("http_max_json", "8m", 1024, 1L << 30, "size of a JSON or NDJSON body"),
            Setting.bytes("http_max_artifact", "1g", 1, 1L << 50, "size of one artifact's content"),
            Setting.duration(
                    "http_shutdown_grace",
                    "10s",
                    0,
                    600_000,
                    "how long accepted requests may take to finish at shutdown"),
            Setting.integer("store_slots", 256, 1, 100_000, "store calls that run at once"),
            Setting.integer("store_queue", 8192, 0, 1_000_000, "store calls that may wait for a slot"),
            Setting.duration("store_deadline", "20s", 1, 600_000, "how long a store call may wait for a slot"),
            Setting.duration("store_slow", "2s", 1, 600_000, "a transaction longer than this is logged"),
            Setting.integer(
                    "live_followers", 2048, 1, 1_000_000, "followers at once over server-sent events and WebSocket"),
            Setting.duration(
                    "live_patience",
                    "10s",
                    1,
                    600_000,
                    "how long a follower may leave one write to it unread before its connection is closed"),
            Setting.duration("live_heartbeat", "15s", 10, 600_000, "silence after which a follower gets a heartbeat"),
            Setting.duration("live_poll", "1s", 10, 600_000, "how often the feed is read when no nudge comes"),
            Setting.duration(
                    "upkeep_interval",
                    "5s",
                    10,
                    DAY,
                    "how often lost recorders, expired artifacts and unfinished deletions are looked for"),
            Setting.duration(
                    "upkeep_startup_grace",
                    "60s",
                    0,
                    DAY,
                    "how long recorders may take to report again after a start before they count as lost"),
            Setting.duration("content_grace", "1h", 1000, 30 * DAY, "how long staged content may stay unlinked"),
            Setting.integer(
                    "feed_keep",
                    0,
                    0,
                    Long.MAX_VALUE,
                    "revisions that the change feed keeps uncompacted; 0 keeps all"));

    private ServerSettings() {}
}
