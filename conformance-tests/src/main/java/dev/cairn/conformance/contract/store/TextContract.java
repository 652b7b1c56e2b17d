package dev.cairn.conformance.contract.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.InvalidArgument;
import dev.cairn.model.Artifact;
import dev.cairn.model.ArtifactType;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.Ids;
import dev.cairn.model.JsonObject;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLevel;
import dev.cairn.model.LogQuery;
import dev.cairn.model.LogStream;
import dev.cairn.model.PageKey;
import dev.cairn.model.Step;
import dev.cairn.model.StepStatus;
import dev.cairn.model.Texts;
import dev.cairn.model.WorkspaceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** KEY: order and fidelity of text. */
public abstract class TextContract extends Group {
    /** Each differs from its neighbours in one thing that some engine folds, trims or reads as a pattern. */
    static final List<String> HOSTILE = List.of(
            "",
            " ",
            "a",
            "a ",
            " a",
            "A",
            "a\t",
            "a\n",
            "a\r\n",
            "%",
            "_",
            "*",
            "?",
            "[a]",
            "'",
            "''",
            "\"",
            "\\",
            "\\%",
            "$1",
            ":name",
            "#{x}",
            "${x}",
            "é",
            "e\u0301",
            "É",
            "ß",
            "SS",
            "İ",
            "i",
            "ı",
            "I",
            "ﬁ",
            "\uFFFF",
            "\uFFFD",
            "\uE000",
            "\uD83D\uDE00",
            "\uD83D\uDC68\u200D\uD83D\uDC69",
            "\uDBFF\uDFFF",
            "\u200F\u202Eabc",
            "\uFEFF",
            "\u0001\u001F\u007F",
            "null",
            "NULL",
            "{}",
            "1e5",
            "x".repeat(5000));

    @Test
    @Clause("KEY-1")
    @DisplayName("ids are ordered by their bytes: - before . before digits before : before A before _ before a")
    void byteOrderOfIds() {
        Instant same = now();
        List<String> given = List.of(
                "b", "a", "B", "A", "_", "0", "9", "a.", "a-", "a:", "a_", "aa", "aB", "-", ":", "a0", "Z", "z");
        given.forEach(id -> insert(Samples.execution(id, same)));
        List<String> descending = given.stream()
                .sorted((a, b) -> Arrays.compareUnsigned(utf8(b), utf8(a)))
                .toList();
        assertThat(ids()).containsExactlyElementsOf(descending);
        for (int i = 0; i < descending.size(); i++) {
            PageKey after = new PageKey(same, descending.get(i));
            List<Execution> rest = subject.read(view -> view.executions().page(ExecutionFilter.ALL, after, 100));
            assertThat(rest)
                    .extracting(Execution::id)
                    .containsExactlyElementsOf(descending.subList(i + 1, descending.size()));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @Clause("KEY-1")
    @DisplayName("the shared comparator orders supplementary characters after U+FFFF, and tags come back in that order")
    void supplementaryOrder() {
        List<String> sorted = new ArrayList<>(HOSTILE);
        sorted.sort(Texts.BYTE_ORDER);
        List<String> byBytes = new ArrayList<>(HOSTILE);
        byBytes.sort((a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b)));
        assertThat(sorted).containsExactlyElementsOf(byBytes);
        assertThat(sorted.indexOf("\uFFFF")).isLessThan(sorted.indexOf("\uD83D\uDE00"));
        insert(Samples.sample("tagged", now())
                .tags(sorted.toArray(String[]::new))
                .build());
        assertThat(get("tagged").tags()).containsExactlyElementsOf(sorted);
    }

    @Test
    @Clause("KEY-2")
    @Clause("EXEC-1")
    @DisplayName("every text field of an execution comes back code point for code point, environment in its order")
    void executionTexts() {
        for (int i = 0; i < HOSTILE.size(); i++) {
            String text = HOSTILE.get(i);
            Map<String, String> environment = new LinkedHashMap<>();
            environment.put("Z" + text, text);
            environment.put("A", text + "1");
            environment.put("a", "");
            Execution execution = new Execution(
                    "e-" + i,
                    text,
                    text,
                    text,
                    ExecutionStatus.FAILED,
                    1,
                    text,
                    now(),
                    null,
                    null,
                    environment,
                    text,
                    List.of(text),
                    JsonObject.of(Map.of(text, text)),
                    0,
                    0,
                    -1,
                    false,
                    1);
            insert(execution);
            Execution found = get("e-" + i);
            assertThat(found).as("text %d", i).isEqualTo(execution);
            assertThat(new ArrayList<>(found.environment().keySet())).containsExactly("Z" + text, "A", "a");
        }
    }

    @Test
    @Clause("KEY-2")
    @Clause("EXEC-3")
    @DisplayName("user, tag and name filters tell case, accents, blanks and wildcard characters apart")
    void filtersByText() {
        for (int i = 0; i < HOSTILE.size(); i++) {
            String text = HOSTILE.get(i);
            insert(Samples.sample("e-" + i, now())
                    .name("<" + text + ">")
                    .user(text)
                    .tags(text)
                    .build());
        }
        List<Execution> all = subject.read(view -> view.executions().page(ExecutionFilter.ALL, null, 1000));
        for (String text : HOSTILE) {
            for (ExecutionFilter filter : List.of(
                    new ExecutionFilter(null, text, null, null, null, null),
                    new ExecutionFilter(null, null, text, null, null, null),
                    new ExecutionFilter(null, null, null, text, null, null),
                    new ExecutionFilter(null, text, text, "<" + text, null, null))) {
                List<Execution> found = subject.read(view -> view.executions().page(filter, null, 1000));
                assertThat(found)
                        .as(filter.toString())
                        .containsExactlyElementsOf(
                                all.stream().filter(filter::matches).toList());
            }
        }
    }

    @Test
    @Clause("KEY-2")
    @Clause("LOG-5")
    @DisplayName("log lines, steps and artifacts keep their text; a text condition on a log finds exactly its lines")
    void otherTexts() throws IOException {
        insert("e");
        BlobRef content = store().blobs().stage(ws(), bytes("x"), 10, now());
        List<LogEntry> entries = new ArrayList<>();
        for (String text : HOSTILE) {
            entries.add(new LogEntry(now(), LogLevel.INFO, LogStream.STDERR, null, text, null, true));
        }
        subject.change(tx -> tx.logs().append("e", entries));
        for (int i = 0; i < HOSTILE.size(); i++) {
            String text = HOSTILE.get(i);
            JsonObject metadata = JsonObject.of(Map.of("k" + text, List.of(text)));
            Step step = new Step(
                    "e", i, text, text, StepStatus.FAILED, 1, text, true, null, now(), null, null, metadata, false, 1);
            Artifact artifact = new Artifact(
                    "a-" + i,
                    "e",
                    null,
                    text,
                    text,
                    text,
                    text,
                    ArtifactType.OTHER,
                    content,
                    now(),
                    null,
                    List.of(text),
                    metadata,
                    false);
            int index = i;
            subject.change(tx -> {
                tx.steps().insert(step);
                tx.artifacts().insert(artifact);
            });
            subject.read(view -> {
                assertThat(view.steps().find("e", index)).contains(step);
                assertThat(view.artifacts().find("a-" + index)).contains(artifact);
                LogQuery query = new LogQuery(0, Long.MAX_VALUE, false, null, null, null, text);
                assertThat(view.logs().read("e", query, 1000))
                        .extracting(line -> line.entry().content())
                        .as("lines with \"%s\"", text)
                        .containsExactlyElementsOf(HOSTILE.stream()
                                .filter(line -> line.contains(text))
                                .toList());
                return null;
            });
        }
    }

    @Test
    @Clause("KEY-3")
    @DisplayName("ids of 1 and 128 characters and of every allowed kind work in every place, and case matters")
    void idsInEveryPlace() throws IOException {
        List<String> given = List.of("x", "X", "q".repeat(128), "Q".repeat(128), "..a", "-", "_:.-", "0", "con", "NUL");
        BlobRef content = store().blobs().stage(ws(), bytes("x"), 10, now());
        for (String id : given) {
            WorkspaceId workspace = subject.createWorkspace(id);
            assertThat(store().workspaces().find(workspace)).isPresent();
            insert(id);
            subject.change(tx -> {
                tx.artifacts().insert(Samples.artifact(id, id, content, now()));
                tx.producers().advance(id, 0, id.length(), now());
            });
        }
        for (String id : given) {
            subject.read(view -> {
                assertThat(view.executions().find(id).orElseThrow().id()).isEqualTo(id);
                assertThat(view.artifacts().find(id).orElseThrow().executionId())
                        .isEqualTo(id);
                assertThat(view.producers().last(id)).isEqualTo(id.length());
                return null;
            });
        }
        assertThat(ids()).hasSize(given.size());
    }

    @Test
    @Clause("KEY-3")
    @DisplayName("anything else is no id: InvalidArgument names the field and says why")
    void notIds() {
        for (String id : List.of("", ".", "..", "a/b", "a b", "é", "a\\b", "a%2f", "a\n", "q".repeat(129), "a\u0000")) {
            InvalidArgument refused = catchThrowableOfType(InvalidArgument.class, () -> Ids.check("execution_id", id));
            assertThat(refused).as("\"%s\"", id).isNotNull();
            assertThat(refused.field()).isEqualTo("execution_id");
            assertThat(refused.why()).isNotBlank();
            assertThat(catchThrowableOfType(InvalidArgument.class, () -> new WorkspaceId(id))
                            .field())
                    .isEqualTo("workspace");
        }
    }
}
