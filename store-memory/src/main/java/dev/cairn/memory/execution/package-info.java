/** Executions, steps, logs, artifacts with their content, and producers in memory. */
@NullMarked
package dev.cairn.memory.execution;

import org.jspecify.annotations.NullMarked;
