package dev.cairn.logic.execution;

import dev.cairn.error.InvalidArgument;
import dev.cairn.model.Ids;

/**
 * Makes a repeated batch harmless (PROD-1): each producer numbers its deliveries 1, 2, 3 and so on.
 *
 * @param producer an id of the sender's own, never shared by two senders
 */
public record Delivery(String producer, long sequence) {
    public Delivery {
        Ids.check("producer", producer);
        if (sequence < 1) {
            throw new InvalidArgument("sequence", "must be 1 or more");
        }
    }
}
