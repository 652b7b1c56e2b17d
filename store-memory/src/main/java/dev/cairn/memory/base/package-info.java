/** What every room of this backend uses: the scope of a closure, keys of lists, the flat map, what things weigh. */
@NullMarked
package dev.cairn.memory.base;

import org.jspecify.annotations.NullMarked;
