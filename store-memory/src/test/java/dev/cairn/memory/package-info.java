/** The in-memory backend under the kit. */
@NullMarked
package dev.cairn.memory;

import org.jspecify.annotations.NullMarked;
