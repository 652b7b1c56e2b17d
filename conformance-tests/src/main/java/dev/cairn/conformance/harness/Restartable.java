package dev.cairn.conformance.harness;

/** A fixture whose engine runs by itself and can be killed. */
public interface Restartable {
    /** Stops the engine without letting it finish anything, and starts it again on the same data and address. */
    void killAndStart() throws Exception;
}
