package dev.cairn.logic.session;

/** What must hold for events to be appended. */
public sealed interface AppendMode {
    /** After whatever is there, unless somebody holds the lease. */
    record AnyOrder() implements AppendMode {}

    /** Right after this sequence, and unless somebody holds the lease; 0 for the first event. */
    record Expect(long lastSequence) implements AppendMode {}

    /** As the holder of the lease with this token; also when its time is over, as long as nobody took it since (EVENT-5). */
    record Leased(long token) implements AppendMode {}

    AppendMode ANY_ORDER = new AnyOrder();
}
