package dev.cairn.server.run;

import dev.cairn.Cairn;
import dev.cairn.error.StoreException;
import dev.cairn.logic.execution.Operation;
import dev.cairn.model.WorkspaceId;
import dev.cairn.server.http.json.DecodeBatch;
import dev.cairn.server.http.json.JsonIo;
import dev.cairn.spi.StoreSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store in this process, opened at the first call. */
final class StoreTarget implements Target {
    private final StoreSettings settings;
    private final WorkspaceId workspace;
    private @Nullable Cairn cairn;

    StoreTarget(StoreSettings settings, WorkspaceId workspace) {
        this.settings = settings;
        this.workspace = workspace;
    }

    private interface Work {
        void on(Cairn cairn) throws IOException;
    }

    @Override
    public String name() {
        return Targets.embedded(settings.backend());
    }

    @Override
    public Answer ensureWorkspace() {
        return answer(store -> store.workspaces().ensure(workspace));
    }

    @Override
    public Answer send(String producer, long sequence, byte[] operations) {
        return answer(store -> {
            String text = "{\"producer\":\"" + producer + "\",\"sequence\":" + sequence + ",\"operations\":"
                    + new String(operations, StandardCharsets.UTF_8) + "}";
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            DecodeBatch batch = DecodeBatch.of(JsonIo.read("body", body), Recording.now());
            store.workspace(workspace).batches().apply(batch.operations(), batch.delivery());
        });
    }

    @Override
    public Answer stage(Path file) {
        return answer(store -> {
            try (InputStream in = Files.newInputStream(file)) {
                store.workspace(workspace).artifacts().stage(in, Long.MAX_VALUE);
            }
        });
    }

    @Override
    public Answer heartbeat(String executionId, Duration lease) {
        return answer(store ->
                store.workspace(workspace).batches().apply(List.of(new Operation.Heartbeat(executionId, lease)), null));
    }

    private Answer answer(Work work) {
        try {
            work.on(open());
            return new Answer.Accepted();
        } catch (StoreException e) {
            String reason = String.valueOf(e.getMessage());
            return switch (e.retry()) {
                case NEVER, CALLER_DECIDES -> new Answer.Refused(reason);
                // every call here can be repeated: batches by their number, the others by their nature
                case SAFE, LATER, ONLY_IF_IDEMPOTENT -> new Answer.Away(reason);
            };
        } catch (IOException e) {
            return new Answer.Away(e.toString());
        }
    }

    /** Settings that cannot work were refused before the command began; what fails here may pass. */
    private synchronized Cairn open() {
        Cairn present = cairn;
        if (present == null) {
            present = Cairn.open(settings);
            cairn = present;
        }
        return present;
    }

    @Override
    public synchronized void close() {
        if (cairn != null) {
            cairn.close();
            cairn = null;
        }
    }
}
