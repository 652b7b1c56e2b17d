/** Memories and their search in memory. */
@NullMarked
package dev.cairn.memory.memory;

import org.jspecify.annotations.NullMarked;
