/**
 * The rules of the domain, written once above the roles of a store and so the same on every backend: input checks and
 * limits, legal transitions, derived totals, masking, cursors, deliveries, retention, reconciliation.
 *
 * <p>Each write is first prepared (checked, ids minted, defaults filled in) and then applied inside one transaction, so
 * that a closure which runs again does the same again.
 */
@NullMarked
package dev.cairn.logic;

import org.jspecify.annotations.NullMarked;
