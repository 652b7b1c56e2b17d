package dev.cairn.postgres;

import dev.cairn.error.InvalidArgument;
import dev.cairn.spi.Setting;
import dev.cairn.spi.StoreSettings;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.AutoSave;

/**
 * What can be set, and the data source that follows from it.
 *
 * @param target where the database is, without anything secret
 * @param source connects; knows the password
 * @param pgvector whether it is used where it is found
 */
record PostgresSettings(
        String target,
        DataSource source,
        int poolSize,
        Duration acquireTimeout,
        Duration pollInterval,
        boolean pgvector) {

    static final List<Setting> DECLARED = List.of(
            Setting.secret(
                    "url",
                    null,
                    "where the database is: jdbc:postgresql://host:port/database or"
                            + " postgres://user:password@host:port/database; TLS by ?sslmode=verify-full and the driver's"
                            + " other parameters"),
            Setting.text("user", "", "who to connect as; empty: as the URL says"),
            Setting.secret("password", "", "the password; empty: as the URL says"),
            Setting.integer(
                    "pool_size", 16, 1, 1000, "connections for reads and writes; up to two more listen and notify"),
            Setting.duration(
                    "acquire_timeout",
                    "5s",
                    250,
                    600_000,
                    "how long a call waits for a connection before it is refused"),
            Setting.duration("connect_timeout", "5s", 1_000, 600_000, "how long connecting may take"),
            Setting.duration(
                    "socket_timeout",
                    "60s",
                    1_000,
                    3_600_000,
                    "how long an answer of the server may take before the connection counts as lost"),
            Setting.duration("statement_timeout", "30s", 100, 3_600_000, "how long one statement may take"),
            Setting.duration(
                    "idle_in_transaction_timeout",
                    "10s",
                    100,
                    3_600_000,
                    "how long a transaction may pause between two statements; an open one holds the change feed back"),
            Setting.choice(
                    "synchronous_commit",
                    "on",
                    List.of("on", "remote_apply", "remote_write", "local", "off"),
                    "what a commit waits for; with off a crash of the server loses the last ones"),
            Setting.duration(
                    "poll_interval",
                    "1s",
                    10,
                    60_000,
                    "how often followers look for changes of other processes when no notification comes"),
            Setting.choice(
                    "pgvector",
                    "auto",
                    List.of("auto", "off"),
                    "auto: where the database has the extension vector, the server itself leaves out what a search by"
                            + " likeness cannot find; Cairn never installs it"));

    static PostgresSettings of(StoreSettings settings) {
        PGSimpleDataSource source = PostgresUrl.parse(settings.text("url"));
        if (!settings.text("user").isEmpty()) {
            source.setUser(settings.text("user"));
        }
        if (!settings.text("password").isEmpty()) {
            source.setPassword(settings.text("password"));
        }
        Duration statement = settings.duration("statement_timeout");
        Duration socket = settings.duration("socket_timeout");
        if (socket.compareTo(statement) <= 0) {
            throw new InvalidArgument("socket_timeout", "must be longer than statement_timeout");
        }
        source.setConnectTimeout(seconds(settings.duration("connect_timeout")));
        source.setLoginTimeout(seconds(settings.duration("connect_timeout")));
        source.setSocketTimeout(seconds(socket));
        source.setOptions(options(source, settings, statement));
        source.setApplicationName(source.getApplicationName() == null ? "cairn" : source.getApplicationName());
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(true);
        source.setPrepareThreshold(1);
        // savepoints would give one transaction several ids, and the feed's horizon knows only the first
        source.setAutosave(AutoSave.NEVER);
        source.setLogServerErrorDetail(false);
        return new PostgresSettings(
                PostgresUrl.target(source),
                source,
                settings.integer("pool_size"),
                settings.duration("acquire_timeout"),
                settings.duration("poll_interval"),
                settings.text("pgvector").equals("auto"));
    }

    /**
     * Of every session. Each statement has one plan: planning a page anew for its values costs more than reading it.
     * Without sequential scans a plan does not depend on how full a table is or how old its statistics are, and a
     * serializable transaction locks the rows it read, not the table. A read without a transaction is one statement, and
     * needs no more than the snapshot that each statement has.
     */
    private static String options(PGSimpleDataSource source, StoreSettings settings, Duration statement) {
        String given = source.getOptions();
        return (given == null ? "" : given + " ")
                + "-c statement_timeout=" + statement.toMillis()
                + " -c idle_in_transaction_session_timeout="
                + settings.duration("idle_in_transaction_timeout").toMillis()
                + " -c synchronous_commit=" + settings.text("synchronous_commit")
                + " -c default_transaction_isolation=read\\ committed"
                + " -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off -c client_min_messages=error";
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(Math.max(1, duration.plusMillis(999).toSeconds()));
    }

    @Override
    public String toString() {
        return "PostgresSettings[" + target + "]";
    }
}
