package dev.cairn.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.error.InvalidArgument;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final List<Setting> DECLARED = List.of(
            Setting.text("url", null, "where"),
            Setting.secret("password", "", "secret"),
            Setting.integer("readers", 4, 1, 64, "how many"),
            Setting.bytes("cache", "64m", 0, 1L << 40, "how much"),
            Setting.duration("timeout", "5s", 1, 3_600_000, "how long"),
            Setting.flag("strict", true, "whether"),
            Setting.choice("mode", "normal", List.of("normal", "full"), "which"));

    @Test
    void defaultsAreFilledIn() {
        StoreSettings settings = StoreSettings.of("x", Map.of("url", "u")).resolve(DECLARED);
        assertThat(settings.text("url")).isEqualTo("u");
        assertThat(settings.integer("readers")).isEqualTo(4);
        assertThat(settings.bytes("cache")).isEqualTo(64L << 20);
        assertThat(settings.duration("timeout")).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.flag("strict")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "readers, 0",
        "readers, 65",
        "readers, 4.5",
        "readers, many",
        "readers, 99999999999999999999",
        "cache, -1",
        "cache, 1t",
        "cache, m",
        "cache, 9999999999g",
        "timeout, 5",
        "timeout, 0ms",
        "timeout, 2h",
        "timeout, s",
        "strict, yes",
        "strict, TRUE",
        "mode, Full",
        "colour, blue"
    })
    void aValueThatDoesNotFitIsRefusedByName(String name, String value) {
        StoreSettings settings = StoreSettings.of("x", Map.of("url", "u")).with(name, value);
        assertThatExceptionOfType(InvalidArgument.class)
                .isThrownBy(() -> settings.resolve(DECLARED))
                .satisfies(e -> assertThat(e.field()).isEqualTo(name));
    }

    @Test
    void aMissingValueIsNamedWithWhatItIs() {
        assertThatExceptionOfType(InvalidArgument.class)
                .isThrownBy(() -> StoreSettings.of("x", Map.of()).resolve(DECLARED))
                .withMessage("url: must be set for the x backend: where");
    }

    @Test
    void settingsShowNoValues() {
        assertThat(StoreSettings.of("x", Map.of("password", "hunter2")).toString())
                .doesNotContain("hunter2");
    }
}
