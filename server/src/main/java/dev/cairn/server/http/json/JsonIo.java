package dev.cairn.server.http.json;

import dev.cairn.error.InvalidArgument;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reading and writing of JSON text: strict UTF-8, no duplicate members, bounded depth, exact numbers. */
public final class JsonIo {
    private static final int MAX_DEPTH = 80;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(400)
                            .maxStringLength(64 << 20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private JsonIo() {}

    /** @throws InvalidArgument naming {@code field} and the place for text that is not one JSON value in UTF-8 */
    public static JsonNode read(String field, byte[] bytes, int from, int to) {
        if (!ascii(bytes, from, to)) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
            } catch (CharacterCodingException e) {
                throw new InvalidArgument(field, "is not valid UTF-8");
            }
        }
        try {
            JsonNode node = MAPPER.readTree(bytes, from, to - from);
            if (node == null || node.isMissingNode()) {
                throw new InvalidArgument(field, "is empty, must be JSON");
            }
            return node;
        } catch (JacksonException e) {
            throw new InvalidArgument(field, "is not JSON: " + firstLine(e.getOriginalMessage()) + place(e));
        }
    }

    private static boolean ascii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    public static JsonNode read(String field, byte[] bytes) {
        return read(field, bytes, 0, bytes.length);
    }

    /** One value per line; empty lines do not count. */
    public static <T> List<T> lines(byte[] bytes, Decode.Item<T> item) {
        List<T> items = new ArrayList<>();
        int start = 0;
        while (start < bytes.length) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (!blank(bytes, start, end)) {
                String path = "lines[" + items.size() + "]";
                items.add(item.decode(path, read(path, bytes, start, end)));
            }
            start = end + 1;
        }
        return items;
    }

    /** All items of a body that is an array. */
    public static <T> List<T> array(JsonNode body, Decode.Item<T> item) {
        return Decode.items("lines", body, item);
    }

    private static boolean blank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\r' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    public static byte[] bytes(Consumer<JsonGenerator> writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        write(out, writer);
        return out.toByteArray();
    }

    /** Leaves the stream open. */
    public static void write(OutputStream out, Consumer<JsonGenerator> writer) {
        try (JsonGenerator generator = MAPPER.createGenerator(out)) {
            writer.accept(generator);
        }
    }

    public static String text(Consumer<JsonGenerator> writer) {
        return new String(bytes(writer), StandardCharsets.UTF_8);
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }
}
