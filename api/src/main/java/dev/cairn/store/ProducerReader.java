package dev.cairn.store;

/** Who has delivered how much: what makes a repeated delivery harmless (PROD-1). */
public interface ProducerReader {
    /** The number of the last delivery applied for this producer; 0 for an unknown one. */
    long last(String producer);
}
