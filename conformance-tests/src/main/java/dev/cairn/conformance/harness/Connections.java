package dev.cairn.conformance.harness;

import dev.cairn.spi.StoreSettings;

/** A fixture that can count who is connected, so that the kit sees what a store left open (LIFE-5). */
public interface Connections {
    /** Connections, or open file handles, that stores of this process hold on that database now. */
    int open(StoreSettings settings) throws Exception;
}
