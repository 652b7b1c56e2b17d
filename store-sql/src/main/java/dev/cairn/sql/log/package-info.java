/**
 * Logs: how lines are encoded in chunks, their statements and their role.
 */
@NullMarked
package dev.cairn.sql.log;

import org.jspecify.annotations.NullMarked;
