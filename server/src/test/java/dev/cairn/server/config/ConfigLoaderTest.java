package dev.cairn.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.spi.Setting;
import dev.cairn.spi.StoreProvider;
import dev.cairn.spi.StoreProviders;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    @TempDir
    private Path directory;

    /** A backend that only has settings. */
    private record Declared(String name, List<Setting> settings) implements StoreProvider {
        @Override
        public Store open(StoreSettings settings) {
            throw new UnsupportedOperationException();
        }
    }

    private static final StoreProviders PROVIDERS = StoreProviders.of(List.of(
            new Declared("sqlite", List.of(Setting.path("path", "./cairn-data/cairn.db", "the file"))),
            new Declared(
                    "postgres",
                    List.of(
                            Setting.text("url", null, "JDBC address"),
                            Setting.secret("password", "", "password"),
                            Setting.integer("pool", 8, 1, 100, "connections")))));

    private Configuration load(Map<String, String> flags, Map<String, String> environment) {
        return load(flags, environment, null);
    }

    private Configuration load(Map<String, String> flags, Map<String, String> environment, @Nullable Path file) {
        return Configuration.load(PROVIDERS, new Sources(flags, environment, file, directory));
    }

    private void refused(Map<String, String> environment, String... parts) {
        assertThatThrownBy(() -> load(Map.of(), environment))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(parts)
                .doesNotContain("\n");
    }

    @Test
    void defaults_serve_sqlite_on_loopback() {
        Configuration config = load(Map.of(), Map.of());
        assertThat(config.backend()).isEqualTo("sqlite");
        assertThat(config.text("http_host")).isEqualTo("127.0.0.1");
        assertThat(config.values()).allMatch(value -> value.source() == Value.Source.DEFAULT);
    }

    @Test
    void flags_win_over_the_environment_over_the_file_over_defaults() throws IOException {
        Files.writeString(
                directory.resolve("cairn.properties"), "http.port=1\nhttp.host=::1\nCAIRN_SQLITE_PATH=f.db\n");
        Configuration config =
                load(Map.of("http.port", "3"), Map.of("CAIRN_HTTP_PORT", "2", "CAIRN_SQLITE_PATH", "e.db"));
        assertThat(config.integer("http_port")).isEqualTo(3);
        assertThat(config.text("http_host")).isEqualTo("::1");
        assertThat(config.storeSettings().values()).containsEntry("path", "e.db");
    }

    @Test
    void an_unknown_name_is_refused_with_the_nearest_one() throws IOException {
        refused(Map.of("CAIRN_HTTP_PROT", "1"), "CAIRN_HTTP_PROT", "did you mean CAIRN_HTTP_PORT?");
        refused(Map.of("CAIRN_SQLITE_PAHT", "1"), "did you mean CAIRN_SQLITE_PATH?");
        Path file = Files.writeString(directory.resolve("my.properties"), "frobnicate=1\n");
        assertThatThrownBy(() -> load(Map.of(), Map.of(), file))
                .hasMessageContainingAll("CAIRN_FROBNICATE", "my.properties");
        assertThatThrownBy(() -> load(Map.of("x", "1"), Map.of())).hasMessageContaining("on the command line");
    }

    @Test
    void names_of_others_and_settings_of_other_backends_are_fine() {
        Map<String, String> environment = Map.of(
                "CAIRN_URL",
                "http://x",
                "CAIRN_JAVA_OPTS",
                "-Xmx1g",
                "CAIRN_TEST_POSTGRES_URL",
                "y",
                "CAIRN_POSTGRES_POOL",
                "9",
                "PATH",
                "/bin");
        assertThat(load(Map.of(), environment).storeSettings().values()).isEmpty();
    }

    @Test
    void a_wrong_value_is_refused_with_name_value_and_choices() {
        refused(Map.of("CAIRN_BACKEND", "sqlit"), "CAIRN_BACKEND=sqlit", "postgres, sqlite");
        refused(Map.of("CAIRN_HTTP_PORT", "eighty"), "CAIRN_HTTP_PORT=eighty", "whole number");
        refused(Map.of("CAIRN_HTTP_PORT", "70000"), "CAIRN_HTTP_PORT=70000", "0 to 65535");
        refused(Map.of("CAIRN_LIVE_HEARTBEAT", "5"), "CAIRN_LIVE_HEARTBEAT=5", "250ms");
        refused(Map.of("CAIRN_BACKEND", "postgres"), "CAIRN_POSTGRES_URL must be set");
    }

    @Test
    void secrets_are_masked_wherever_they_stand() {
        Configuration config = load(
                Map.of("backend", "postgres"),
                Map.of(
                        "CAIRN_POSTGRES_PASSWORD", "hunter2",
                        "CAIRN_POSTGRES_URL", "jdbc:postgresql://u:hunter2@h/db?user=u&password=hunter2"));
        assertThat(config.values().stream().map(Value::shown)).noneMatch(shown -> shown.contains("hunter2"));
        assertThat(config.mainSetting())
                .isEqualTo("CAIRN_POSTGRES_URL=jdbc:postgresql://u:***@h/db?user=u&password=***");
    }

    @Test
    void a_named_file_must_be_there() {
        assertThatThrownBy(() -> load(Map.of(), Map.of(), directory.resolve("none")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--config");
    }
}
