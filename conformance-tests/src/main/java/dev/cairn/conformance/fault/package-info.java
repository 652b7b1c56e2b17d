/** Faults on purpose, from a seed: what callers must survive without losing or doubling anything. */
@NullMarked
package dev.cairn.conformance.fault;

import org.jspecify.annotations.NullMarked;
