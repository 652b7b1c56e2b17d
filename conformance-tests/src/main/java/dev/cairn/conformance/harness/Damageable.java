package dev.cairn.conformance.harness;

import dev.cairn.model.BlobRef;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.StoreSettings;

/** A fixture that can spoil stored content behind the store's back (BLOB-3). */
public interface Damageable {
    /** Cuts the kept bytes to the first half. */
    void truncateContent(StoreSettings settings, WorkspaceId workspace, BlobRef content) throws Exception;

    /** Removes the kept bytes and leaves what refers to them. */
    void removeContent(StoreSettings settings, WorkspaceId workspace, BlobRef content) throws Exception;
}
