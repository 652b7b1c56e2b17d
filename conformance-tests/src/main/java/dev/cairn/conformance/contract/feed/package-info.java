/** The change feed. */
@NullMarked
package dev.cairn.conformance.contract.feed;

import org.jspecify.annotations.NullMarked;
