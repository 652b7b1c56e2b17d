package dev.cairn.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.WorkspaceId;
import dev.cairn.server.support.Api;
import dev.cairn.server.support.Events;
import dev.cairn.server.support.TestServer;
import dev.cairn.spi.ForwardingStore;
import dev.cairn.store.Committed;
import dev.cairn.store.Store;
import dev.cairn.store.Write;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShutdownTest {
    /** Holds one write until it is let go. */
    private static final class Holding extends ForwardingStore {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);

        Holding(Store delegate) {
            super(delegate);
        }

        @Override
        public <T extends @Nullable Object, X extends Exception> Committed<T> write(
                WorkspaceId workspace, String operation, Write<T, X> work) throws X {
            if (operation.equals("executions.create")) {
                entered.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("an accepted write was interrupted", e);
                }
            }
            return super.write(workspace, operation, work);
        }
    }

    @Test
    void accepted_writes_finish_and_followers_are_told_before_the_store_closes() throws Exception {
        Holding[] holding = new Holding[1];
        TestServer server = TestServer.start("memory", java.util.Map.of(), store -> holding[0] = new Holding(store));
        Api api = server.workspace();
        Events follower = Events.sse(api.url("/live"), null);
        assertThat(follower.next().name()).isEqualTo("snapshot");
        FutureTask<Api.Response> write = new FutureTask<>(() -> api.post("/executions", "{\"name\":\"late\"}"));
        Thread.ofVirtual().start(write);
        holding[0].entered.await();

        Thread stopping = Thread.ofVirtual().start(server::close);
        assertThat(follower.next().name()).isEqualTo("end");
        assertThat(follower.next().name()).isEqualTo("closed");
        assertThat(stopping.isAlive()).isTrue();
        holding[0].go.countDown();
        write.get().is(201);
        stopping.join();
        follower.close();
        assertThat(holding[0].check(java.time.Duration.ofSeconds(1)).ready()).isFalse();
    }
}
