package dev.cairn.sql.execution;

import dev.cairn.error.ConditionFailed;
import dev.cairn.sql.base.Micros;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.ProducerWriter;
import java.time.Instant;

/** Producers over {@link ProducerMapper}. */
final class SqlProducers implements ProducerWriter {
    private final SqlScope scope;
    private final ProducerMapper mapper;

    SqlProducers(SqlScope scope, ProducerMapper mapper) {
        this.scope = scope;
        this.mapper = mapper;
    }

    private ProducerMapper mapper() {
        return scope.use(mapper);
    }

    @Override
    public long last(String producer) {
        Long last = mapper().last(scope.workspace(), producer);
        return last == null ? 0 : last;
    }

    @Override
    public void advance(String producer, long expected, long next, Instant at) {
        String workspace = scope.workspace();
        long time = Micros.of(at);
        int moved = expected == 0
                ? mapper().insert(workspace, producer, next, time)
                : mapper().advance(workspace, producer, expected, next, time);
        if (moved == 0) {
            throw new ConditionFailed("producer", producer, expected, last(producer));
        }
    }

    @Override
    public int forget(Instant before, int limit) {
        return mapper().forget(scope.workspace(), Micros.of(before), limit);
    }
}
