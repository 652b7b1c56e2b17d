package dev.cairn.server.serve;

import dev.cairn.model.Json;
import dev.cairn.model.Wire;
import dev.cairn.server.config.ConfigException;
import dev.cairn.server.config.Configuration;
import dev.cairn.server.config.Value;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cairn config}: every effective value and where it came from, secrets masked. Opens nothing. */
@Command(
        name = "config",
        description = "Prints each effective setting and where it came from; secrets are masked.",
        mixinStandardHelpOptions = true)
public final class ConfigCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() {
        try {
            print(options.load(), spec.commandLine().getOut());
            return 0;
        } catch (ConfigException e) {
            spec.commandLine().getErr().println("cairn: " + e.getMessage());
            return 2;
        }
    }

    private void print(Configuration configuration, PrintWriter out) {
        if (json) {
            List<Map<String, @Nullable Object>> items = new ArrayList<>();
            configuration.values().forEach(value -> items.add(item(value)));
            out.println(Json.write(Map.of("settings", items)));
        } else {
            int width = configuration.values().stream()
                    .mapToInt(value -> value.name().length() + value.shown().length())
                    .max()
                    .orElse(0);
            configuration.values().forEach(value -> {
                String pair = value.name() + "=" + value.shown();
                out.println(pair + " ".repeat(width + 3 - pair.length()) + "# " + Wire.name(value.source()) + "; "
                        + value.setting().description());
            });
        }
        out.flush();
    }

    private static Map<String, @Nullable Object> item(Value value) {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("name", value.name());
        item.put("value", value.value() == null ? null : value.shown());
        item.put("source", Wire.name(value.source()));
        item.put("description", value.setting().description());
        return item;
    }
}
