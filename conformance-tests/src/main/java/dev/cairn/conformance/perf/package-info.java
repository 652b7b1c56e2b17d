/**
 * The performance half of the suite: measures what a backend does beside a floor, in the same run, and says what was
 * measured. A program, not a test: nothing here passes or fails.
 */
@NullMarked
package dev.cairn.conformance.perf;

import org.jspecify.annotations.NullMarked;
