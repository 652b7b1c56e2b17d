/**
 * Sessions, their events and state: statements, rows, roles.
 */
@NullMarked
package dev.cairn.sql.session;

import org.jspecify.annotations.NullMarked;
