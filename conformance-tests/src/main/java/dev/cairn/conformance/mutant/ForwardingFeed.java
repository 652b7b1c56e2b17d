package dev.cairn.conformance.mutant;

import dev.cairn.model.Position;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.FeedFilter;

/** Passes every call on. */
class ForwardingFeed implements ChangeFeed {
    final ChangeFeed right;

    ForwardingFeed(ChangeFeed right) {
        this.right = right;
    }

    @Override
    public Position head() {
        return right.head();
    }

    @Override
    public ChangePage after(Position position, FeedFilter filter, int limit) {
        return right.after(position, filter, limit);
    }

    @Override
    public Subscription onCommit(Runnable nudge) {
        return right.onCommit(nudge);
    }
}
