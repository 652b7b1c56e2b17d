package dev.cairn.server.cli.execution;

import dev.cairn.server.cli.Shown;
import dev.cairn.server.cli.StreamFollower;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** Prints log lines to standard output. */
final class LogPrinter implements StreamFollower.Printer {
    private final boolean json;
    private final boolean timestamps;
    private final boolean asText;
    private final OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 64 * 1024);

    LogPrinter(boolean json, boolean timestamps, boolean asText) {
        this.json = json;
        this.timestamps = timestamps;
        this.asText = asText;
    }

    @Override
    public void print(JsonNode line) {
        try {
            if (json) {
                write(line.toString());
                out.write('\n');
                return;
            }
            boolean system = line.path("stream").asString("").equals("system");
            if (timestamps) {
                String stream = line.path("stream").asString("");
                write(Shown.clock(Instant.parse(line.path("time").asString())) + " " + stream + " ");
            } else if (system) {
                write("cairn: ");
            }
            if (line.path("raw").isString() && !asText) {
                out.write(Base64.getDecoder().decode(line.path("raw").asString()));
            } else {
                write(line.path("content").asString());
            }
            if (!line.path("partial").asBoolean(false) || timestamps) {
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
