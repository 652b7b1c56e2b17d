/**
 * The audit and its chain: statements, rows, roles.
 */
@NullMarked
package dev.cairn.sql.audit;

import org.jspecify.annotations.NullMarked;
