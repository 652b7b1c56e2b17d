/**
 * Executions, steps, artifacts with their content, and producers: statements, rows, roles.
 */
@NullMarked
package dev.cairn.sql.execution;

import org.jspecify.annotations.NullMarked;
