package dev.cairn.server.run;

import dev.cairn.logic.execution.Operation;
import dev.cairn.model.LogEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers operations into batches of a size that a server takes. Not thread-safe. */
final class Batches {
    private static final int MAX_LINES = 2_000;
    private static final int MAX_CHARACTERS = 512 * 1024;

    /**
     * @param operations JSON, as openapi.yaml has it
     * @param artifact name of the spooled file whose content must be there first; null for none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Batch(byte[] operations, @Nullable String artifact) {}

    private final List<Batch> done = new ArrayList<>();
    private List<Operation> operations = new ArrayList<>();
    private List<LogEntry> lines = new ArrayList<>();
    private String linesOf = "";
    private int lineCount;
    private int characters;
    private int weight;

    void add(Operation operation) {
        endLines();
        operations.add(operation);
        weight++;
        if (operations.size() >= MAX_LINES) {
            cut();
        }
    }

    void log(String executionId, LogEntry line) {
        linesOf = executionId;
        lines.add(line);
        lineCount++;
        weight++;
        characters +=
                line.content().length() + (line.raw() == null ? 0 : line.raw().length());
        if (lineCount >= MAX_LINES || characters >= MAX_CHARACTERS) {
            cut();
        }
    }

    /** A batch of its own: when the server refuses the file, nothing else is lost with it. */
    void artifact(Operation link, String file) {
        cut();
        done.add(new Batch(OperationJson.write(List.of(link)), file));
        weight++;
    }

    private void endLines() {
        if (!lines.isEmpty()) {
            operations.add(new Operation.AppendLog(linesOf, lines));
            lines = new ArrayList<>();
        }
    }

    private void cut() {
        endLines();
        if (!operations.isEmpty()) {
            done.add(new Batch(OperationJson.write(operations), null));
            operations = new ArrayList<>();
        }
        lineCount = 0;
        characters = 0;
    }

    boolean isEmpty() {
        return weight == 0;
    }

    /** Enough for one record of the spool. */
    boolean isFull() {
        return weight >= MAX_LINES || characters >= MAX_CHARACTERS || !done.isEmpty();
    }

    List<Batch> take() {
        cut();
        List<Batch> taken = List.copyOf(done);
        done.clear();
        weight = 0;
        return taken;
    }
}
