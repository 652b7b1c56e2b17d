/** Executions with their steps, logs, artifacts and content; deliveries and retention. */
@NullMarked
package dev.cairn.conformance.contract.execution;

import org.jspecify.annotations.NullMarked;
