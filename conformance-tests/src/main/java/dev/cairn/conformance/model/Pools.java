package dev.cairn.conformance.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The few values that scripts draw from: so few that they collide. */
record Pools(List<String> executionIds, List<String> artifactIds, List<String> producers) {
    static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    /** Ids that are prefixes of each other, or differ only in case. */
    static final Pools SMALL =
            new Pools(List.of("e", "E", "e1", "e.1", "e:1"), List.of("a", "A", "a1"), List.of("p", "P"));

    /** Microseconds after {@link #T0}: equal, and equal to the millisecond only. */
    static final List<Integer> OFFSETS = List.of(0, 0, 1, 2, 999, 1_000, 1_001, 1_000_000);

    static final List<String> TEXTS = List.of(
            "",
            "build",
            "Build",
            "a%b_c*",
            "it's \"quoted\" \\",
            " blank ",
            "two\nlines",
            "\u00e9t\u00e9",
            "e\u0301te\u0301",
            "\u65e5\u672c",
            "\ue000 after surrogates",
            "\ud83d\ude00 smile");

    /** Parts of {@link #TEXTS}, to look for. */
    static final List<String> PARTS = List.of("b", "B", "%", "_", "'", " ", "\u00e9", "\ud83d\ude00", "\\", "nowhere");

    /** In byte order, as executions and artifacts hold them. */
    static final List<List<String>> TAG_SETS =
            List.of(List.of(), List.of("nightly"), List.of("Nightly", "nightly"), List.of("a", "\u65e5\u672c"));

    /** What artifacts may link; staged or not as the script goes. */
    static final List<byte[]> CONTENTS =
            List.of(new byte[0], "hello".getBytes(StandardCharsets.UTF_8), new byte[] {0, (byte) 0xff, 13, 10});
}
