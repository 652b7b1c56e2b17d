package dev.cairn.bench.http.floor;

import dev.cairn.bench.engine.JdbcLane;
import dev.cairn.conformance.perf.Floor;
import dev.cairn.model.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import tools.jackson.core.JsonGenerator;

/**
 * Rows in a database, by bare prepared statements: reads on a pool of connections; writes on it too, one transaction
 * each, or where there is one writer all on that, as many in a transaction as are waiting.
 */
final class LaneRows implements Rows {
    private static final int READERS = 16;
    private static final int MOST_IN_A_GROUP = 256;

    private final BlockingQueue<JdbcLane> pool = new ArrayBlockingQueue<>(READERS);
    private final BlockingQueue<Write> writes = new LinkedBlockingQueue<>();
    private final boolean oneWriter;

    private record Write(Execution execution, CompletableFuture<Void> done) {}

    LaneRows(Floor floor) throws Exception {
        oneWriter = floor.writers() == 1;
        for (int i = 0; i < READERS; i++) {
            pool.add((JdbcLane) floor.lane());
        }
        if (oneWriter) {
            JdbcLane writer = (JdbcLane) floor.lane();
            Thread.ofPlatform().name("writer").daemon(true).start(() -> write(writer));
        }
    }

    private void write(JdbcLane lane) {
        List<Write> group = new ArrayList<>();
        while (true) {
            group.clear();
            try {
                group.add(writes.take());
                writes.drainTo(group, MOST_IN_A_GROUP - 1);
                lane.transaction(() -> {
                    for (Write write : group) {
                        lane.create(write.execution());
                    }
                });
                group.forEach(write -> write.done().complete(null));
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                group.forEach(write -> write.done().completeExceptionally(e));
            }
        }
    }

    @Override
    public void create(Execution execution) throws Exception {
        if (oneWriter) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            writes.add(new Write(execution, done));
            try {
                done.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("not written", e.getCause());
            }
            return;
        }
        JdbcLane lane = pool.take();
        try {
            lane.transaction(() -> lane.create(execution));
        } finally {
            pool.add(lane);
        }
    }

    @Override
    public void find(String id, JsonGenerator out) throws Exception {
        JdbcLane lane = pool.take();
        try {
            lane.find(id, row -> RowJson.write(out, row));
        } finally {
            pool.add(lane);
        }
    }

    @Override
    public void close() throws Exception {
        for (JdbcLane lane : pool) {
            lane.close();
        }
    }
}
