/** What the tests stand on: fixtures, the extension that opens and watches stores, clauses, clock, races, reports. */
@NullMarked
package dev.cairn.conformance.harness;

import org.jspecify.annotations.NullMarked;
