/**
 * The rules of tasks: enqueueing, dependencies, claims and leases, the cascades when one ends, plans, upkeep and pruning.
 */
@NullMarked
package dev.cairn.logic.task;

import org.jspecify.annotations.NullMarked;
