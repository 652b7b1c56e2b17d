/** The audit and its chain. */
@NullMarked
package dev.cairn.conformance.contract.audit;

import org.jspecify.annotations.NullMarked;
