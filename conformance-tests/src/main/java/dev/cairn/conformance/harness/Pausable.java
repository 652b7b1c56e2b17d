package dev.cairn.conformance.harness;

/** A fixture whose engine can be frozen, so that calls hang. Engines behind {@link Networked} need it not. */
public interface Pausable {
    void pause() throws Exception;

    void resume() throws Exception;
}
