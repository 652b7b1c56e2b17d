package dev.cairn.conformance.model;

import dev.cairn.error.ConditionFailed;
import dev.cairn.store.ProducerWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Producers of the reference model. */
final class ModelProducers implements ProducerWriter {
    private final ReferenceModel model;

    ModelProducers(ReferenceModel model) {
        this.model = model;
    }

    @Override
    public long last(String producer) {
        ReferenceModel.Delivered delivered = model.producers.get(producer);
        return delivered == null ? 0 : delivered.last();
    }

    @Override
    public void advance(String producer, long expected, long next, Instant at) {
        if (last(producer) != expected) {
            throw new ConditionFailed("producer", producer, expected, last(producer));
        }
        model.producers.put(producer, new ReferenceModel.Delivered(next, at));
    }

    @Override
    public int forget(Instant before, int limit) {
        List<String> gone = model.producers.entrySet().stream()
                .filter(producer -> producer.getValue().at().isBefore(before))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
        gone.forEach(model.producers::remove);
        return gone.size();
    }
}
