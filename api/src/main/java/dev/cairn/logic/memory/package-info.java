/**
 * The rules of memories: versions, expiry, search, transfer between namespaces, and the nearest by embedding.
 */
@NullMarked
package dev.cairn.logic.memory;

import org.jspecify.annotations.NullMarked;
