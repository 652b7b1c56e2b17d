package dev.cairn.server.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private static final DateTimeFormatter JDK =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    @Test
    void times_are_written_as_the_formatter_of_the_jdk_writes_them() {
        Stream<Instant> edges = Stream.of(
                Instant.EPOCH,
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                Instant.parse("0000-01-01T00:00:00Z"),
                Instant.parse("2024-02-29T23:59:59.000001Z"),
                Instant.parse("9999-12-31T23:59:59.999999Z"),
                Instant.ofEpochSecond(253_402_300_800L));
        Random random = new Random(3);
        Stream<Instant> any = Stream.generate(() -> Instant.ofEpochSecond(
                        random.nextLong(-2_000_000_000L, 260_000_000_000L), random.nextInt(1_000_000_000)))
                .limit(100_000);
        assertThat(Stream.concat(edges, any))
                .allSatisfy(time -> assertThat(Values.time(time)).isEqualTo(JDK.format(time)));
    }
}
