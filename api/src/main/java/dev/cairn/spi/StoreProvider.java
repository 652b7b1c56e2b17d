package dev.cairn.spi;

import dev.cairn.store.Store;
import java.util.List;

/**
 * Makes stores of one kind. Found by {@link java.util.ServiceLoader}; the constructor does nothing, driver classes are
 * touched only by {@link #open}.
 */
public interface StoreProvider {
    /** Lower-case letters and digits: the value of {@code CAIRN_BACKEND} and the prefix of the settings. */
    String name();

    /** Every setting there is, in the order to show them. */
    List<Setting> settings();

    /**
     * Opens a store. Claims local resources (a file lock) and may look at them, but leaves the schema to
     * {@link Store#migrate}; a remote engine need not be reachable yet.
     *
     * @param settings checked against {@link #settings}, defaults filled in
     * @throws dev.cairn.error.InvalidArgument naming the setting when a value cannot work
     * @throws dev.cairn.error.Unavailable when something needed is in use or out of reach
     */
    Store open(StoreSettings settings);
}
