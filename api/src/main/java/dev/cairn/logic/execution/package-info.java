/**
 * The rules of executions and of what stands under them: steps, logs, artifacts and their content, batches of such writes,
 * export, retention, and the closing of those whose recorder is gone.
 */
@NullMarked
package dev.cairn.logic.execution;

import org.jspecify.annotations.NullMarked;
