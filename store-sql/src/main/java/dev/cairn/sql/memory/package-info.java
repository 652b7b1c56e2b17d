/**
 * Memories and their search: statements, rows, roles.
 */
@NullMarked
package dev.cairn.sql.memory;

import org.jspecify.annotations.NullMarked;
