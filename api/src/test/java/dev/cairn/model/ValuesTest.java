package dev.cairn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.error.InvalidArgument;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "A.b_c:d-9", "..a", "0", "-", "_"})
    void idsTakeTheDocumentedCharacters(String id) {
        assertThat(Ids.check("id", id)).isSameAs(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "../a", "a b", "\u00e4", "a\0", "%2e", "a\n"})
    void otherIdsAreRefusedByName(String id) {
        assertThatExceptionOfType(InvalidArgument.class)
                .isThrownBy(() -> Ids.check("executionId", id))
                .satisfies(e -> assertThat(e.field()).isEqualTo("executionId"));
    }

    @Test
    void idsEndAt128Characters() {
        assertThat(Ids.check("id", "x".repeat(128))).hasSize(128);
        assertThatExceptionOfType(InvalidArgument.class).isThrownBy(() -> Ids.check("id", "x".repeat(129)));
    }

    @Test
    void textOrderIsThatOfTheBytes() {
        List<String> texts = List.of("", "A", "a", "a ", "b", "\u00e4", "\uFFFD", "\uD83D\uDE00", "\uDBFF\uDFFF");
        for (String a : texts) {
            for (String b : texts) {
                int expected =
                        Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
                assertThat(Integer.signum(Texts.BYTE_ORDER.compare(a, b)))
                        .as("%s against %s", a, b)
                        .isEqualTo(Integer.signum(expected));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "17", "e7k2~17", "e7k2~17~10:20:10,14", "17~10:20:"})
    void positionsComeBackFromTheirTokens(String token) {
        assertThat(Position.parse("after", token).token()).isEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "e~", "e~-1", "e~x", "1~2~3~4", "~5", "99999999999999999999", "1 "})
    void otherTextIsNoPosition(String token) {
        assertThatExceptionOfType(InvalidArgument.class)
                .isThrownBy(() -> Position.parse("after", token))
                .satisfies(e -> assertThat(e.field()).isEqualTo("after"));
    }

    @ParameterizedTest
    @CsvSource({"1,50,1", "2,50,1", "3,50,2", "100,95,95", "101,95,96", "1,95,1", "20,95,19"})
    void percentilesAreOfTheNearestRank(long n, int percentile, long rank) {
        assertThat(ExecutionStatistics.rank(n, percentile)).isEqualTo(rank);
    }

    @Test
    void unknownNamesOfEnumsListTheChoices() {
        assertThatExceptionOfType(InvalidArgument.class)
                .isThrownBy(() -> Wire.parse(ExecutionStatus.class, "status", "Running"))
                .withMessage("status: must be one of pending, running, completed, failed, cancelled");
    }
}
