package dev.cairn.conformance.model;

import dev.cairn.model.MemoryKey;
import dev.cairn.model.Namespace;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

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

    static final List<String> SESSION_IDS = List.of("s", "S", "s1");

    /** Of users, applications, actors, types, keys. */
    static final List<String> NAMES = List.of("n", "N", "n1", "\u65e5");

    static final List<String> EVENT_IDS = List.of("v", "V", "v1", "v2", "v3", "v4", "v5", "v6");
    static final List<String> STATE_KEYS = List.of("k", "K", "k1", "\ue000", "\ud83d\ude00");
    static final List<String> JSON_VALUES = List.of("1", "\"one\"", "{\"a\":[]}");

    static final List<StateOwner> OWNERS = List.of(
            new StateOwner(StateScope.SESSION, "s"),
            new StateOwner(StateScope.SESSION, "S"),
            new StateOwner(StateScope.TEMP, "s"),
            new StateOwner(StateScope.USER, "n"));

    /** One that holds others, and its neighbours in byte order; the root last. */
    static final List<Namespace> NAMESPACES = Stream.of("u/a", "u/a/b", "u/A", "u/ab", "u/a b", "u/a%", "")
            .map(Namespace::of)
            .toList();

    static final List<MemoryKey> MEMORIES = List.of(
            new MemoryKey(NAMESPACES.get(0), "k"),
            new MemoryKey(NAMESPACES.get(0), "K"),
            new MemoryKey(NAMESPACES.get(0), "k1"),
            new MemoryKey(NAMESPACES.get(1), "k"),
            new MemoryKey(NAMESPACES.get(2), "k"),
            new MemoryKey(NAMESPACES.get(3), "k%_"),
            new MemoryKey(NAMESPACES.get(4), "\ud83d\ude00"),
            new MemoryKey(NAMESPACES.get(5), "k"));

    static final List<String> MEMORY_VALUES = List.of(
            "{\"n\":0,\"t\":\"Dark mode\"}",
            "{\"n\":1,\"t\":\"dark\"}",
            "{\"t\":\"l'\u00e9t\u00e9, mode\"}",
            "[\"dark_mode\"]");

    static final List<String> WORDS = List.of("dark", "DARK mode", "mode", "\u00e9t\u00e9", "k", "nowhere");
    static final List<String> PATTERNS = List.of("k", "k*", "?", "*%*", "K");
    static final List<String> TASK_IDS = List.of("t", "T", "t1", "t2", "t.3", "t:4");
}
