package dev.cairn.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.LogLevel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineSplitterTest {
    private record Line(String text, boolean partial, boolean continued) {}

    private final List<Line> lines = new ArrayList<>();
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private final LineSplitter splitter = new LineSplitter((line, partial, continued) -> {
        lines.add(new Line(new String(line, StandardCharsets.UTF_8), partial, continued));
        whole.writeBytes(line);
        if (!partial) {
            whole.write('\n');
        }
    });

    private void accept(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        splitter.accept(bytes, 0, bytes.length);
    }

    @Test
    void linesEndWhereTheLineFeedsAre() {
        accept("a\n\nb");
        accept("c\r\nd");
        splitter.end();
        assertThat(lines)
                .containsExactly(
                        new Line("a", false, false),
                        new Line("", false, false),
                        new Line("bc\r", false, false),
                        new Line("d", true, false));
    }

    @Test
    void longLinesAreCutAtCharacters() {
        String text = "é".repeat(50_000);
        accept("x" + text + "\nnext\n");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).partial()).isTrue();
        assertThat(lines.get(0).text().getBytes(StandardCharsets.UTF_8).length)
                .isBetween(LineSplitter.MAX_LINE - 3, LineSplitter.MAX_LINE);
        assertThat(lines.get(1)).matches(line -> line.continued() && !line.partial());
        assertThat(lines.get(0).text() + lines.get(1).text()).isEqualTo("x" + text);
        assertThat(lines.get(2)).isEqualTo(new Line("next", false, false));
    }

    @Test
    void whereTheInputIsCutMakesNoDifference() {
        Random random = new Random(7);
        byte[] bytes = new byte[400_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(40_000) == 0 ? '\n' : random.nextInt(256));
        }
        splitter.accept(bytes, 0, bytes.length);
        splitter.end();
        List<Line> atOnce = List.copyOf(lines);
        assertThat(whole.toByteArray()).isEqualTo(bytes);
        lines.clear();
        for (int at = 0; at < bytes.length; ) {
            int to = Math.min(bytes.length, at + 1 + random.nextInt(3_000));
            splitter.accept(bytes, at, to);
            at = to;
        }
        splitter.end();
        assertThat(lines).isEqualTo(atOnce);
    }

    @Test
    void bytesThatAreNoTextAreKept() {
        byte[] bytes = {'a', (byte) 0xff, 0, 'b'};
        LineText text = LineText.of(bytes);
        assertThat(text.content()).isEqualTo("a\uFFFD\uFFFDb");
        assertThat(text.raw()).isEqualTo(Base64.getEncoder().encodeToString(bytes));
        assertThat(LineText.of("grün 🪨".getBytes(StandardCharsets.UTF_8))).isEqualTo(new LineText("grün 🪨", null));
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR it broke, ERROR",
        "[ERROR] it broke, ERROR",
        "FATAL: no, ERROR",
        "WARN x, WARNING",
        "[WARNING] x, WARNING",
        "DEBUG x, DEBUG",
        "TRACE, DEBUG",
        "ERRORS: 0, INFO",
        "error in lower case, INFO",
        "an ERROR inside, INFO",
    })
    void levelsComeFromTheFirstWord(String line, LogLevel expected) {
        assertThat(LineText.of(line.getBytes(StandardCharsets.UTF_8)).level()).isEqualTo(expected);
    }
}
