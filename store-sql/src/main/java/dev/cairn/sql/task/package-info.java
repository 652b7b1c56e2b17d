/**
 * Tasks, their orders and dependencies: statements, rows, roles.
 */
@NullMarked
package dev.cairn.sql.task;

import org.jspecify.annotations.NullMarked;
