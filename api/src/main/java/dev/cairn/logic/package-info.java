/**
 * What the rules of every domain share: scope, limits, input checks, cursors and pages; and what belongs to no domain, the
 * workspaces and the feed of changes. The rules themselves are written once above the roles of a store, and so the same on
 * every backend, in one room per domain below this one. This package knows no domain, and no domain knows another.
 *
 * <p>Each write is first prepared (checked, ids minted, defaults filled in) and then applied inside one transaction, so
 * that a closure which runs again does the same again.
 */
@NullMarked
package dev.cairn.logic;

import org.jspecify.annotations.NullMarked;
