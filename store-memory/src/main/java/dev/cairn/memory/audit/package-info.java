/** The audit and its chain in memory. */
@NullMarked
package dev.cairn.memory.audit;

import org.jspecify.annotations.NullMarked;
