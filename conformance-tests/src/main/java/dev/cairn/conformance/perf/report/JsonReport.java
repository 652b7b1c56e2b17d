package dev.cairn.conformance.perf.report;

import dev.cairn.conformance.perf.Result;
import dev.cairn.error.InvalidArgument;
import dev.cairn.model.Json;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as JSON: {@code {"machine": {...}, "results": [{...}]}}; a member is absent where it does not apply.
 *
 * @param machine see {@code Machine}
 */
public record JsonReport(Map<String, @Nullable Object> machine, List<Result> results) {
    private static final MathContext DIGITS = new MathContext(6);
    private static final RecordComponent[] MEMBERS = Result.class.getRecordComponents();

    /** One line for each result, so that two files can be compared by eye. */
    public String text() {
        StringBuilder out =
                new StringBuilder("{\"machine\": ").append(Json.write(machine)).append(",\n\"results\": [");
        String separator = "\n";
        for (Result result : results) {
            out.append(separator).append(Json.write(members(result)));
            separator = ",\n";
        }
        return out.append("\n]}\n").toString();
    }

    private static Map<String, @Nullable Object> members(Result result) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        try {
            for (RecordComponent member : MEMBERS) {
                Object value = member.getAccessor().invoke(result);
                if (value instanceof Double number) {
                    members.put(member.getName(), plain(number));
                } else if (value != null) {
                    members.put(member.getName(), value);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return members;
    }

    /** Six digits, never with an exponent. */
    private static BigDecimal plain(double number) {
        return new BigDecimal(
                new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString());
    }

    /** @throws InvalidArgument when the file is not a report of this kind */
    public static JsonReport read(Path file) throws IOException {
        Object document = Json.parse(file.toString(), Files.readString(file));
        if (!(document instanceof Map<?, ?> map)
                || !(map.get("machine") instanceof Map<?, ?> machine)
                || !(map.get("results") instanceof List<?> list)) {
            throw new InvalidArgument(file.toString(), "is not a report of bench");
        }
        Map<String, @Nullable Object> described = new LinkedHashMap<>();
        machine.forEach((name, value) -> described.put(String.valueOf(name), value));
        List<Result> results = new ArrayList<>();
        for (Object item : list) {
            if (!(item instanceof Map<?, ?> members)) {
                throw new InvalidArgument(file.toString(), "has a result that is not an object");
            }
            results.add(result(file.toString(), members));
        }
        return new JsonReport(described, results);
    }

    private static Result result(String field, Map<?, ?> members) {
        return new Result(
                text(field, members, "suite"),
                text(field, members, "backend"),
                text(field, members, "name"),
                members.get("threads") instanceof Long threads ? Math.toIntExact(threads) : null,
                members.get("rows") instanceof Long rows ? rows : null,
                members.get("durability") instanceof String durability ? durability : null,
                number(members, "rate"),
                number(members, "floorRate"),
                number(members, "ratio"),
                number(members, "p50Us"),
                number(members, "p95Us"),
                number(members, "p99Us"),
                number(members, "p999Us"),
                members.get("errors") instanceof Long errors ? errors : null,
                members.get("published") instanceof String published ? published : null,
                members.get("note") instanceof String note ? note : null,
                number(members, "value"),
                members.get("unit") instanceof String unit ? unit : null);
    }

    private static String text(String field, Map<?, ?> members, String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new InvalidArgument(field, "has a result without " + name);
    }

    private static @Nullable Double number(Map<?, ?> members, String name) {
        return members.get(name) instanceof Number number ? number.doubleValue() : null;
    }
}
