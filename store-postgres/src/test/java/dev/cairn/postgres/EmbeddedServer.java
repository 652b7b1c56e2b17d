package dev.cairn.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.cairn.postgres.PostgresBinaries.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL cluster of its own in a temporary directory, listening on the loopback interface only. Ends with the JVM;
 * what a killed JVM left behind is removed by the next one.
 *
 * <p>PostgreSQL refuses to run as root. As root it therefore runs in a user namespace or under the identity of
 * {@code nobody}, whichever this machine allows.
 */
public final class EmbeddedServer implements AutoCloseable {
    private static final String PREFIX = "cairn-postgres-data-";

    /** Directories of this JVM, which holds their locks. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    /** How to start a program as somebody who is not root. */
    private record Identity(List<String> prefix, @Nullable String owner) {}

    private final Path bin;
    private final Path base;
    private final Path data;
    private final FileChannel lock;
    private final Identity identity;
    private final int port;

    private EmbeddedServer(Path bin, Path base, FileChannel lock, Identity identity, int port) {
        this.bin = bin;
        this.base = base;
        this.data = base.resolve("data");
        this.lock = lock;
        this.identity = identity;
        this.port = port;
    }

    /**
     * @param bin where initdb and pg_ctl are
     * @param config lines of postgresql.conf
     */
    static EmbeddedServer start(Path bin, Map<String, String> config) throws IOException {
        sweep();
        Path base = Files.createTempDirectory(PREFIX);
        OWN.add(base);
        // locked before it has the name that sweep looks for
        Path unlocked = base.resolve("owner.new");
        FileChannel lock = FileChannel.open(unlocked, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        Files.move(unlocked, base.resolve("owner.lock"));
        EmbeddedServer server = new EmbeddedServer(bin, base, lock, initialise(bin, base), freePort());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "embedded-postgres-stop"));
        StringBuilder conf = new StringBuilder("\nport = " + server.port
                + "\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nlogging_collector = off\n");
        config.forEach((name, value) -> conf.append(name + " = '" + value + "'\n"));
        Files.writeString(server.data.resolve("postgresql.conf"), conf.toString(), StandardOpenOption.APPEND);
        server.start();
        return server;
    }

    private static Identity initialise(Path bin, Path base) throws IOException {
        StringBuilder failures = new StringBuilder();
        for (Identity identity : identities(base)) {
            Trees.delete(base.resolve("data"));
            if (identity.owner() != null) {
                UserPrincipal owner =
                        base.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(identity.owner());
                Files.setOwner(base, owner);
            }
            Result result = run(
                    base,
                    identity,
                    bin.resolve("initdb").toString(),
                    "--pgdata=" + base.resolve("data"),
                    "--username=postgres",
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync");
            if (result.code() == 0) {
                return identity;
            }
            failures.append(identity.prefix())
                    .append(": ")
                    .append(result.output())
                    .append('\n');
        }
        Trees.delete(base);
        throw new IOException("initdb failed: " + failures);
    }

    private static List<Identity> identities(Path base) throws IOException {
        if (!Files.getAttribute(base, "unix:uid").equals(0)) {
            return List.of(new Identity(List.of(), null));
        }
        return List.of(
                new Identity(List.of("unshare", "-U"), null),
                new Identity(List.of("setpriv", "--reuid=nobody", "--clear-groups"), "nobody"),
                new Identity(List.of("runuser", "-u", "nobody", "--"), "nobody"));
    }

    private void start() throws IOException {
        Result result = run(
                base,
                identity,
                bin.resolve("pg_ctl").toString(),
                "--pgdata=" + data,
                "--log=" + base.resolve("server.log"),
                "--wait",
                "--timeout=60",
                "start");
        if (result.code() != 0) {
            throw new IOException(
                    "PostgreSQL did not start: " + result.output() + Files.readString(base.resolve("server.log")));
        }
    }

    /** Kills the server and all its processes as a power cut would, and waits until they are gone. */
    public void kill() {
        ProcessHandle postmaster = postmaster();
        List<ProcessHandle> processes = new ArrayList<>(List.of(postmaster));
        processes.addAll(postmaster.descendants().toList());
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().orTimeout(30, SECONDS).join());
    }

    /** Starts the server again on the same data and port. */
    public void restart() {
        try {
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops every process of the server from running, without ending it: connections hang. */
    public void pause() {
        signal("-STOP");
    }

    /** Ends {@link #pause}. */
    public void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        ProcessHandle postmaster = postmaster();
        List<String> command = new ArrayList<>(List.of("kill", signal, Long.toString(postmaster.pid())));
        postmaster.descendants().forEach(process -> command.add(Long.toString(process.pid())));
        try {
            Result result = run(base, new Identity(List.of(), null), command.toArray(String[]::new));
            if (result.code() != 0) {
                throw new IOException(result.output());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessHandle postmaster() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    @Override
    public synchronized void close() {
        if (!lock.isOpen()) {
            return;
        }
        try {
            run(
                    base,
                    identity,
                    bin.resolve("pg_ctl").toString(),
                    "--pgdata=" + data,
                    "--mode=immediate",
                    "--wait",
                    "--timeout=30",
                    "stop");
            Trees.delete(base);
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends servers whose JVM was killed: nobody holds the lock in their directory any more. */
    private static void sweep() throws IOException {
        Path root = Path.of(System.getProperty("java.io.tmpdir"));
        try (var directories = Files.newDirectoryStream(root, PREFIX + "*")) {
            for (Path directory : directories) {
                Path file = directory.resolve("owner.lock");
                if (OWN.contains(directory) || !Files.isWritable(file)) {
                    continue;
                }
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                        FileLock owned = channel.tryLock()) {
                    if (owned != null) {
                        endOrphan(directory);
                        Trees.delete(directory);
                    }
                }
            }
        }
    }

    private static void endOrphan(Path directory) throws IOException {
        Path pidFile = directory.resolve("data").resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst()))
                .filter(process -> process.info().commandLine().orElse("").contains(directory.toString()))
                .ifPresent(process -> {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                });
    }

    private record Result(int code, String output) {}

    private static Result run(Path directory, Identity identity, String... command) throws IOException {
        List<String> line = new ArrayList<>(identity.prefix());
        line.addAll(List.of(command));
        Path output = Files.createTempFile("cairn-postgres-output", ".txt");
        try {
            // to a file: pg_ctl's child keeps a pipe open, and reading it to its end would never end
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Result(-1, "timed out");
            }
            return new Result(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            return new Result(-1, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
