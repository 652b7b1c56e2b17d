package dev.cairn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.error.InvalidArgument;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":1}",
                "{\"a\":[1,2.50,-3,1E+5,true,false,null,\"x\"],\"b\":{\"c\":{}}}",
                "{\"quote\":\"\\\"\\\\\\n\\r\\t\\u0001\"}",
                "{\"emoji\":\"\uD83D\uDE00\",\"\":[]}",
                "{\"big\":123456789012345678901234567890}"
            })
    void compactTextComesBackAsItWas(String text) {
        assertThat(JsonObject.parse("metadata", text).text()).isEqualTo(text);
    }

    @Test
    void blanksAndEscapesAreNormalised() {
        assertThat(JsonObject.parse("m", " { \"a\" :\t[ 1 ,\n\"\\u0041\\/\" ] } ")
                        .text())
                .isEqualTo("{\"a\":[1,\"A/\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[]",
                "1",
                "null",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1}x",
                "{\"a\":01}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":+1}",
                "{\"a\":NaN}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":tru}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":\"",
                "{\"a\":1e99999999999}"
            })
    void anythingElseIsRefusedAndNamed(String text) {
        assertThatExceptionOfType(InvalidArgument.class)
                .isThrownBy(() -> JsonObject.parse("metadata", text))
                .satisfies(e -> assertThat(e.field()).isEqualTo("metadata"));
    }

    @Test
    void hostileDepthIsRefusedWithoutOverflow() {
        String deep = "{\"a\":" + "[".repeat(100_000);
        assertThatExceptionOfType(InvalidArgument.class).isThrownBy(() -> JsonObject.parse("m", deep));
    }

    @Test
    void valuesKeepTheirTypes() {
        Map<String, ?> map = JsonObject.parse("m", "{\"i\":7,\"d\":1.50,\"l\":[true,null],\"o\":{\"k\":\"v\"}}")
                .asMap();
        assertThat(map.get("i")).isEqualTo(7L);
        assertThat(map.get("d")).isEqualTo(new BigDecimal("1.50"));
        assertThat(map.get("l").toString()).isEqualTo("[true, null]");
        assertThat(map.get("o")).isEqualTo(Map.of("k", "v"));
    }

    @Test
    void mergeFollowsRfc7396() {
        JsonObject target = JsonObject.parse("m", "{\"a\":1,\"b\":{\"c\":2,\"d\":3},\"e\":[1]}");
        JsonObject patch =
                JsonObject.parse("m", "{\"a\":null,\"b\":{\"c\":null,\"x\":{\"y\":null}},\"e\":{\"f\":1},\"z\":0}");
        assertThat(target.merge(patch).text()).isEqualTo("{\"b\":{\"d\":3,\"x\":{}},\"e\":{\"f\":1},\"z\":0}");
        assertThat(target.merge(JsonObject.EMPTY)).isEqualTo(target);
    }

    @Test
    void whatJsonCannotHoldIsRefused() {
        assertThatExceptionOfType(InvalidArgument.class).isThrownBy(() -> Json.write(Double.NaN));
        assertThatExceptionOfType(InvalidArgument.class).isThrownBy(() -> Json.write(List.of(new Object())));
    }
}
