/**
 * The storage contract. Every promise has an id that docs/contract.md lists and the conformance kit tests; the javadoc
 * here cites it. Calls are synchronous and meant for virtual threads; every type may be used by many threads at once
 * unless it says otherwise.
 *
 * <p>Roles hold what an engine must do: insert, find, compare-and-set, page, append. What is a rule (which transition is
 * legal, who masks a secret) stands in {@code dev.cairn.logic}, once, above them. Roles trust their caller to have
 * applied those rules; they still refuse what would break an engine invariant, with the typed error stated.
 */
@NullMarked
package dev.cairn.store;

import org.jspecify.annotations.NullMarked;
