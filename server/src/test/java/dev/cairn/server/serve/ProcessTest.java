package dev.cairn.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.Main;
import dev.cairn.server.support.Api;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process: what it prints and how it ends. */
class ProcessTest {
    @TempDir
    private Path directory;

    private record Ended(int code, String out, String err) {}

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CAIRN_") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Ended run(Map<String, String> environment, String... arguments) throws Exception {
        Process process = start(environment, arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, Files.readString(directory.resolve("err")));
    }

    private void refused(Map<String, String> environment, String[] arguments, String... parts) throws Exception {
        Ended ended = run(environment, arguments);
        assertThat(ended.code()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err().lines()).as(ended.err()).hasSize(1);
        assertThat(ended.err()).startsWith("cairn: ").contains(parts);
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void a_rehearsal_touches_nothing_that_is_configured_and_says_nothing() throws Exception {
        Ended ended = run(Map.of("CAIRN_BACKEND", "postgres", "CAIRN_HTTP_PORT", "x"), "rehearse");
        assertThat(ended).isEqualTo(new Ended(0, "", ""));
    }

    @Test
    void a_wrong_configuration_exits_2_with_one_line() throws Exception {
        String[] serve = {"serve"};
        refused(Map.of("CAIRN_BACKEND", "sqlit"), serve, "CAIRN_BACKEND=sqlit", "memory");
        refused(Map.of("CAIRN_BACKEND", "memory", "CAIRN_HTTP_PORT", "x"), serve, "CAIRN_HTTP_PORT=x");
        refused(Map.of("CAIRN_BACKEND", "memory", "CAIRN_HTP_PORT", "1"), serve, "CAIRN_HTP_PORT", "CAIRN_HTTP_PORT");
        refused(Map.of("CAIRN_BACKEND", "memory"), new String[] {"serve", "--host", "0.0.0.0"}, "--insecure-bind");
        refused(Map.of(), new String[] {"serve", "--prot", "1"}, "--prot");
    }

    @Test
    void a_taken_port_exits_2_with_one_line() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            refused(
                    Map.of("CAIRN_BACKEND", "memory"),
                    new String[] {"serve", "--port", port},
                    "CAIRN_HTTP_PORT=" + port);
        }
    }

    @Test
    void a_started_server_says_so_and_stops_on_a_signal() throws Exception {
        Process process = start(Map.of("CAIRN_BACKEND", "memory"), "serve", "--port", "0");
        try (BufferedReader out = process.inputReader()) {
            String ready = out.readLine();
            assertThat(ready).matches("cairn \\S+ ready: memory \\(.+\\) on http://127.0.0.1:\\d+");
            Api api = new Api(Integer.parseInt(ready.replaceAll(".*:", "")), "default");
            api.post("/executions", "{\"id\":\"x\",\"name\":\"x\"}").is(201);
            // a handle, because Process.destroy would close the stream that is read next
            process.toHandle().destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(out.readLine()).isNull();
        }
        assertThat(Files.readString(directory.resolve("err"))).isEmpty();
    }

    @Test
    void config_prints_values_and_where_they_came_from() throws Exception {
        Ended text = run(Map.of("CAIRN_BACKEND", "memory", "CAIRN_HTTP_PORT", "9"), "config");
        assertThat(text.code()).isZero();
        assertThat(text.out())
                .containsPattern("CAIRN_HTTP_PORT=9 +# environment")
                .contains("CAIRN_HTTP_HOST=127.0.0.1");
        Ended json = run(Map.of("CAIRN_BACKEND", "memory"), "config", "--json");
        assertThat(json.out())
                .startsWith(
                        "{\"settings\":[{\"name\":\"CAIRN_BACKEND\",\"value\":\"memory\",\"source\":\"environment\"");
    }
}
