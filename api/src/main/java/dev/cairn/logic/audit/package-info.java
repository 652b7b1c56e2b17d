/**
 * The rules of the audit: asking for entries, sealing them into the hash chain, and verifying that chain.
 */
@NullMarked
package dev.cairn.logic.audit;

import org.jspecify.annotations.NullMarked;
