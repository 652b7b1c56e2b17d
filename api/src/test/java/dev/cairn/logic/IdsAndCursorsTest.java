package dev.cairn.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.error.InvalidArgument;
import dev.cairn.model.PageKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsAndCursorsTest {
    private static final Instant NOW = Instant.parse("2026-03-29T01:30:00.123456Z");

    @Test
    void idsAreVersion7AndRiseEvenWhenTheClockStands() {
        IdMinter minter = new IdMinter(InstantSource.fixed(NOW));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(minter.next());
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        UUID first = UUID.fromString(ids.getFirst());
        assertThat(first.version()).isEqualTo(7);
        assertThat(first.variant()).isEqualTo(2);
        assertThat(first.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void cursorsComeBack() {
        PageKey key = new PageKey(NOW, "run:1");
        assertThat(Cursors.timed(Cursors.of(key))).isEqualTo(key);
        PageKey early = new PageKey(Instant.parse("0001-01-01T00:00:00.000001Z"), "a");
        assertThat(Cursors.timed(Cursors.of(early))).isEqualTo(early);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "AAAA", "MTIz", "OTk5OTk5OTk5OTk5OTk5OTk5OSBh", "MSAuLg"})
    void otherTextIsNoCursor(String cursor) {
        assertThatExceptionOfType(InvalidArgument.class)
                .isThrownBy(() -> Cursors.timed(cursor))
                .satisfies(e -> assertThat(e.field()).isEqualTo("cursor"));
    }
}
