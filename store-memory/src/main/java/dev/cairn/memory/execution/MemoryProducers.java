package dev.cairn.memory.execution;

import dev.cairn.error.ConditionFailed;
import dev.cairn.memory.base.MemoryScope;
import dev.cairn.memory.base.Weight;
import dev.cairn.memory.execution.ExecutionTables.Producer;
import dev.cairn.store.ProducerWriter;
import java.time.Instant;
import java.util.Map;

/** Producers, by id. */
final class MemoryProducers implements ProducerWriter {
    private final MemoryScope scope;
    private final ExecutionTables tables;

    MemoryProducers(MemoryScope scope, ExecutionTables tables) {
        this.scope = scope;
        this.tables = tables;
    }

    private ExecutionTables tables() {
        return scope.use(tables);
    }

    @Override
    public long last(String producer) {
        Producer present = tables().producers.get(producer);
        return present == null ? 0 : present.last();
    }

    @Override
    public void advance(String producer, long expected, long next, Instant at) {
        long last = last(producer);
        if (last != expected) {
            throw new ConditionFailed("producer", producer, expected, last);
        }
        ExecutionTables tables = tables();
        tables.bytes += tables.producers.containsKey(producer) ? 0 : Weight.PRODUCER;
        tables.producers = tables.producers.plus(producer, new Producer(next, at));
    }

    @Override
    public int forget(Instant before, int limit) {
        ExecutionTables tables = tables();
        int forgotten = 0;
        for (Map.Entry<String, Producer> producer : tables.producers.entrySet()) {
            if (forgotten == limit) {
                break;
            }
            if (producer.getValue().at().isBefore(before)) {
                tables.producers = tables.producers.minus(producer.getKey());
                tables.bytes -= Weight.PRODUCER;
                forgotten++;
            }
        }
        return forgotten;
    }
}
