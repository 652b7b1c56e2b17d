/** Tasks, their orders and dependencies in memory. */
@NullMarked
package dev.cairn.memory.task;

import org.jspecify.annotations.NullMarked;
