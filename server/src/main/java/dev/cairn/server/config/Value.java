package dev.cairn.server.config;

import dev.cairn.spi.Setting;
import org.jspecify.annotations.Nullable;

/**
 * One effective value.
 *
 * @param name as in the environment, such as {@code CAIRN_HTTP_PORT}
 * @param value null when none was given and there is no default
 */
public record Value(String name, @Nullable String value, Source source, Setting setting) {
    /** Where a value came from, strongest first. */
    public enum Source {
        FLAG,
        ENVIRONMENT,
        FILE,
        DEFAULT
    }

    /** The value as it may be shown: secrets and passwords inside addresses are masked. */
    public String shown() {
        if (value == null) {
            return "";
        }
        return setting.secret() && !value.isEmpty() ? Masks.MASK : Masks.passwords(value);
    }
}
