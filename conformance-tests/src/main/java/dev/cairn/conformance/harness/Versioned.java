package dev.cairn.conformance.harness;

import dev.cairn.spi.StoreSettings;

/** A fixture that can make a database look as another build left it (MIG-2). */
public interface Versioned {
    /** Changes the version that a migrated database says it has; no store is open on it. */
    void pretendSchema(StoreSettings settings, String version) throws Exception;

    /** A version lower than this build's. */
    String older();

    /** A version higher than this build's. */
    String newer();
}
