package dev.cairn.bench.http.child;

import dev.cairn.bench.http.floor.FloorServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server in a process of its own. The system property {@code cairn.launcher} names the script that users start it with;
 * without it, this program's class path serves. Ends with this process at the latest.
 */
public final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Pattern READY = Pattern.compile(" on (http://\\S+)$");
    /** Those of the launcher. */
    private static final List<String> JVM_OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED", "-Dguice_bytecode_gen_option=DISABLED", "-Xms96m", "-XX:NewSize=48m");

    private static final Queue<Process> RUNNING = new ConcurrentLinkedQueue<>();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "bench-children"));
    }

    private final Process process;
    private final InetSocketAddress address;
    private final Duration untilReady;

    private ServerProcess(List<String> command, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(ServerProcess::setting);
        builder.environment().putAll(environment);
        long began = System.nanoTime();
        process = builder.start();
        RUNNING.add(process);
        CompletableFuture<InetSocketAddress> ready = new CompletableFuture<>();
        Thread.ofPlatform().name("bench-output").daemon(true).start(() -> read(ready));
        try {
            address = ready.get(START.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            close();
            throw e;
        }
        untilReady = Duration.ofNanos(System.nanoTime() - began);
    }

    /** What this program was given for itself must not reach the server, but for how to start a JVM. */
    private static boolean setting(String name) {
        return name.startsWith("CAIRN_") && !name.equals("CAIRN_JAVA_HOME") && !name.equals("CAIRN_JAVA_OPTS");
    }

    private void read(CompletableFuture<InetSocketAddress> ready) {
        ArrayDeque<String> last = new ArrayDeque<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher matcher = READY.matcher(line);
                if (!ready.isDone() && matcher.find()) {
                    URI uri = URI.create(matcher.group(1));
                    ready.complete(new InetSocketAddress(uri.getHost(), uri.getPort()));
                }
                last.add(line);
                if (last.size() > 20) {
                    last.remove();
                }
            }
        } catch (IOException e) {
            last.add(e.toString());
        }
        ready.completeExceptionally(new IOException("the server did not start: " + String.join(" | ", last)));
    }

    /**
     * Starts Cairn and waits until it is ready.
     *
     * @param environment names the backend, as {@code Backend.serverEnvironment} gives it
     */
    public static ServerProcess cairn(Map<String, String> environment) throws Exception {
        Map<String, String> whole = new HashMap<>(environment);
        whole.put("CAIRN_HTTP_PORT", "0");
        String launcher = System.getProperty("cairn.launcher");
        List<String> command = launcher != null
                ? List.of(Path.of(launcher).toAbsolutePath().toString(), "serve")
                : java("dev.cairn.server.Main", "serve");
        return new ServerProcess(command, whole);
    }

    /** Starts a {@link FloorServer} on this program's class path with the options of the launcher. */
    public static ServerProcess floor(Map<String, String> environment) throws Exception {
        return new ServerProcess(java(FloorServer.class.getName()), environment);
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        String more = Objects.requireNonNullElse(System.getenv("CAIRN_JAVA_OPTS"), "");
        if (!more.contains("GC")) {
            command.add("-XX:+UseSerialGC");
        }
        more.lines()
                .flatMap(line -> Stream.of(line.split(" ")))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(arguments));
        return command;
    }

    public InetSocketAddress address() {
        return address;
    }

    /** From the start of the process to its ready line. */
    public Duration untilReady() {
        return untilReady;
    }

    /** Resident bytes now; -1 where the system does not tell. */
    public long resident() throws IOException {
        return status("VmRSS:");
    }

    /** The most that was ever resident; -1 where the system does not tell. */
    public long residentPeak() throws IOException {
        return status("VmHWM:");
    }

    private long status(String name) throws IOException {
        Path file = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(file)) {
            return -1;
        }
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        return -1;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        RUNNING.remove(process);
    }
}
