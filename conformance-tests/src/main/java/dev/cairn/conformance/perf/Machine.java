package dev.cairn.conformance.perf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the figures were measured on. */
public final class Machine {
    private Machine() {}

    /** Name to value; only what this machine tells. */
    public static Map<String, @Nullable Object> describe() {
        Map<String, @Nullable Object> machine = new LinkedHashMap<>();
        machine.put("measuredAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        machine.put("processors", (long) Runtime.getRuntime().availableProcessors());
        put(machine, "processor", firstOf("/proc/cpuinfo", "model name"));
        put(machine, "memory", firstOf("/proc/meminfo", "MemTotal"));
        machine.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        machine.put("jdk", System.getProperty("java.vm.name") + " " + Runtime.version());
        machine.put("temporaryDirectory", fileSystem());
        put(machine, "loadAverageBefore", firstWord("/proc/loadavg"));
        return machine;
    }

    private static void put(Map<String, @Nullable Object> machine, String name, @Nullable String value) {
        if (value != null) {
            machine.put(name, value);
        }
    }

    private static String fileSystem() {
        try {
            return Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir")))
                    .type();
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static @Nullable String firstOf(String file, String key) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            // not this kind of system
            return null;
        }
    }

    private static @Nullable String firstWord(String file) {
        try {
            return Files.readString(Path.of(file)).split(" ", 2)[0];
        } catch (IOException e) {
            return null;
        }
    }
}
