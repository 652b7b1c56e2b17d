/**
 * Stores that are wrong on purpose, each in one way, and the proof that the kit catches each by the clause that it
 * breaks. They are decorators over a right store, so that every backend can be mutated.
 */
@NullMarked
package dev.cairn.conformance.mutant;

import org.jspecify.annotations.NullMarked;
