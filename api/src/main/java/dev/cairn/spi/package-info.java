/**
 * What a backend author implements and what they may use: {@link dev.cairn.spi.StoreProvider}, its declared settings, the
 * registry over {@link java.util.ServiceLoader}, and helpers that every backend needs alike.
 */
@NullMarked
package dev.cairn.spi;

import org.jspecify.annotations.NullMarked;
