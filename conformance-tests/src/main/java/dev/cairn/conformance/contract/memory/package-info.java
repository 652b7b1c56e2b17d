/** Memories. */
@NullMarked
package dev.cairn.conformance.contract.memory;

import org.jspecify.annotations.NullMarked;
