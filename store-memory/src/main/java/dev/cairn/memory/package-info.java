/** The in-memory backend: keeps every clause of the contract and forgets at exit. */
@NullMarked
package dev.cairn.memory;

import org.jspecify.annotations.NullMarked;
