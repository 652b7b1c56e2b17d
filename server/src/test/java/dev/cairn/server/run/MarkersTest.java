package dev.cairn.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class MarkersTest {
    private record Row(String name, String line, @Nullable Marker expected) {}

    private static Marker.StepStart step(String name) {
        return new Marker.StepStart(name, false, null, JsonObject.EMPTY);
    }

    private static Marker.StepStart step(String name, String metadata) {
        return new Marker.StepStart(name, false, null, JsonObject.parse("metadata", metadata));
    }

    @TestFactory
    Stream<DynamicTest> everyForm() {
        return Stream.of(
                        new Row("plain step", "STEP_START:Build", step("Build")),
                        new Row("blanks around the name", "STEP_START:  Build all \t", step("Build all")),
                        new Row("carriage return at the end", "STEP_START:Build\r", step("Build")),
                        new Row(
                                "stop_on_error",
                                "STEP_START:Build [stop_on_error=true]",
                                new Marker.StepStart("Build", true, null, JsonObject.EMPTY)),
                        new Row("stop_on_error false", "STEP_START:B [stop_on_error=false]", step("B")),
                        new Row(
                                "stop_on_error that is neither",
                                "STEP_START:B [stop_on_error=yes]",
                                step("B", "{\"stop_on_error\":\"yes\"}")),
                        new Row(
                                "duration in seconds",
                                "STEP_START:B [duration=2.5]",
                                new Marker.StepStart("B", false, Duration.ofMillis(2500), JsonObject.EMPTY)),
                        new Row(
                                "estimated in seconds",
                                "STEP_START:B [estimated=90]",
                                new Marker.StepStart("B", false, Duration.ofSeconds(90), JsonObject.EMPTY)),
                        new Row("negative duration", "STEP_START:B [duration=-1]", step("B", "{\"duration\":-1}")),
                        new Row("duration in words", "STEP_START:B [duration=1h]", step("B", "{\"duration\":\"1h\"}")),
                        new Row(
                                "several attributes in order",
                                "STEP_START:B [a=1][b=x y] [c=true]",
                                step("B", "{\"a\":1,\"b\":\"x y\",\"c\":true}")),
                        new Row("braces", "STEP_START:B {os:linux}", step("B", "{\"os\":\"linux\"}")),
                        new Row("dashes", "STEP_START:B --os=linux --n=2", step("B", "{\"os\":\"linux\",\"n\":2}")),
                        new Row("negative numbers are numbers", "STEP_START:B [n=-3]", step("B", "{\"n\":-3}")),
                        new Row("brackets that are no attribute", "STEP_START:Build [linux]", step("Build [linux]")),
                        new Row("brackets in the middle", "STEP_START:A [x=1] B", step("A [x=1] B")),
                        new Row("dashes in the middle", "STEP_START:a --b c", step("a --b c")),
                        new Row("attributes without a name", "STEP_START:[a=1]", null),
                        new Row("no name", "STEP_START:", null),
                        new Row("blank name", "STEP_START:   ", null),
                        new Row("complete", "STEP_COMPLETE:Build", new Marker.StepComplete("Build")),
                        new Row("complete without name", "STEP_COMPLETE:", null),
                        new Row("error", "STEP_ERROR:it broke: badly", new Marker.StepError("it broke: badly")),
                        new Row(
                                "artifact",
                                "ARTIFACT:out/a.txt:the: text",
                                new Marker.Artifact("out/a.txt", "the: text")),
                        new Row("artifact alone", "ARTIFACT:a.txt", new Marker.Artifact("a.txt", "")),
                        new Row(
                                "artifact on a drive",
                                "ARTIFACT:C:\\x\\a.txt:log",
                                new Marker.Artifact("C:\\x\\a.txt", "log")),
                        new Row("artifact without path", "ARTIFACT::text", null),
                        new Row("meta text", "META:key:a:b", new Marker.Meta("key", "a:b")),
                        new Row("meta true", "META:k:true", new Marker.Meta("k", true)),
                        new Row("meta whole number", "META:k:-12", new Marker.Meta("k", -12L)),
                        new Row("meta decimal", "META:k:1.10", new Marker.Meta("k", new BigDecimal("1.10"))),
                        new Row(
                                "meta long number",
                                "META:k:12345678901234567890",
                                new Marker.Meta("k", new BigDecimal("12345678901234567890"))),
                        new Row("meta leading zero", "META:k:007", new Marker.Meta("k", "007")),
                        new Row("meta empty value", "META:k:", new Marker.Meta("k", "")),
                        new Row("meta without value", "META:key", null),
                        new Row("meta without key", "META::value", null),
                        new Row("1.6 quirk: marker inside print(...)", "print(\"STEP_START:Data Processing\")", null),
                        new Row("1.6 quirk: artifact in the middle", "some artifact: file written", null),
                        new Row("1.6 quirk: meta in the middle", "Fetching meta:data", null),
                        new Row("1.6 quirk: lower case", "step_start:Build", null),
                        new Row("1.6 quirk: mixed case", "Meta:key:value", null),
                        new Row("blank before the marker", " STEP_START:Build", null),
                        new Row("marker with a suffix", "STEP_STARTED:Build", null),
                        new Row("nothing", "", null),
                        new Row("only a colon", ":", null))
                .map(row -> DynamicTest.dynamicTest(
                        row.name(), () -> assertThat(Markers.parse(row.line())).isEqualTo(row.expected())));
    }
}
